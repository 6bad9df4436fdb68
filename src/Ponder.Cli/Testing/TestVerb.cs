using System.CommandLine;
using System.Diagnostics;

namespace Ponder.Cli.Testing;

/// <summary><c>ponder test</c>: the whole test suite, or its fast part.</summary>
public static class TestVerb
{
    private const string FastFilter = "Speed!=slow";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var fast = new Option<bool>("--fast") { Description = "Leaves out the tests marked slow" };
        var filter = new Option<string?>("--filter") { Description = "Only tests whose full name contains this text" };
        var verb = new Verb(
            "test", "Run the test suite.",
            ("test", "everything"),
            ("test --fast", "without the slow ones"),
            ("test --filter RunFolder", "tests whose name contains RunFolder"));
        verb.Options.Add(fast);
        verb.Options.Add(filter);
        verb.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(fast), parsed.GetValue(filter), parsed.InvocationConfiguration.Output, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(bool fast, string? name, TextWriter output, CancellationToken cancellation)
    {
        var root = Repository.Require("test");
        var results = Directory.CreateTempSubdirectory("ponder-test-results-");
        try
        {
            string[] conditions = [.. fast ? [FastFilter] : Array.Empty<string>(), .. name is null ? [] : new[] { $"FullyQualifiedName~{name}" }];
            string[] filter = conditions.Length == 0 ? [] : ["--filter", string.Join('&', conditions)];
            var succeeded = true;

            // One after another: each has its own threads, and result files of one folder would overwrite each other.
            foreach (var project in Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.csproj", SearchOption.AllDirectories).Order())
            {
                var folder = Path.Combine(results.FullName, Path.GetFileNameWithoutExtension(project));
                string[] arguments =
                [
                    "test", project, "--configuration", "Release", "--nologo", "--logger", "trx", "--results-directory", folder, "-nodeReuse:false", .. filter,
                ];
                using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root })
                    ?? throw new InvalidOperationException("dotnet did not start");
                await process.WaitForExitAsync(cancellation);
                succeeded &= process.ExitCode == 0;
            }

            var totals = TestTotals.Read(results.FullName);
            await output.WriteLineAsync(totals.ToString());
            return succeeded && totals.Failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }
}
