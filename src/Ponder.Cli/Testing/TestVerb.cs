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
        var fast = new Option<bool>("--fast") { Description = "Only what takes about two minutes: leaves out tests marked slow" };
        var filter = new Option<string?>("--filter") { Description = "Only tests whose full name contains this text" };
        var verb = new Verb(
            "test", "Run the test suite.",
            ("test", "everything"),
            ("test --fast", "the two-minute part"),
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
            var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root, UseShellExecute = false };
            string[] arguments =
            [
                "test", "Ponder.slnx", "--configuration", "Release", "--nologo", "--logger", "trx",
                "--results-directory", results.FullName, "-nodeReuse:false",
            ];
            string[] conditions = [.. fast ? [FastFilter] : Array.Empty<string>(), .. name is null ? [] : new[] { $"FullyQualifiedName~{name}" }];
            foreach (var argument in conditions.Length == 0 ? arguments : [.. arguments, "--filter", string.Join('&', conditions)])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellation);

            var totals = TestTotals.Read(results.FullName);
            await output.WriteLineAsync(totals.ToString());
            return process.ExitCode == 0 && totals.Failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }
}
