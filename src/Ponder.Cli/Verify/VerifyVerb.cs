using System.CommandLine;
using System.Text;
using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary><c>ponder verify</c>: JSON Lines in, one verdict per line out.</summary>
public static class VerifyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "verify", "Judge answers: JSON Lines in, one verdict per line out, in input order.",
            ("verify --list", "the kinds, with the fields of their rows"),
            ("verify math --input answers.jsonl --output verdicts.jsonl", "verdicts into a file, a summary on the terminal"),
            ("verify math --input answers.jsonl --explain", "with what was found and which rule decided"),
            ("verify code --input programs.jsonl --problems tests.jsonl", "programs against their tests, each run in a sandbox"),
            ("verify puzzle:sudoku --input answers.jsonl", "by the rules of the puzzle"),
            ("generate MODEL --file prompts.jsonl | ponder verify format", "standard input"));
        var kind = new Argument<string?>("KIND") { Description = "What to check; --list names the kinds", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<string?>("--input", "-i") { Description = "The rows; default: standard input", HelpName = "rows.jsonl" };
        var output = new Option<string?>("--output", "-o") { Description = "Where the verdicts go; default: standard output", HelpName = "verdicts.jsonl" };
        var problems = new Option<string?>("--problems") { Description = "The problems that rows name, for kinds that need them", HelpName = "problems.jsonl" };
        var profile = new Option<string>("--profile") { Description = "The set of rules: evaluation for figures that others can compare, reward for training (stricter where guessing would pay)", DefaultValueFactory = _ => "evaluation" };
        profile.AcceptOnlyFromAmong("evaluation", "reward");
        var explain = new Option<bool>("--explain") { Description = "Show what was extracted, how it was read, and the rule that decided" };
        var list = new Option<bool>("--list") { Description = "Name the kinds and the fields of their rows" };
        verb.Arguments.Add(kind);
        foreach (var option in new Option[] { input, output, problems, profile, explain, list })
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parsed, cancellation) =>
        {
            var (stdout, stderr) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(list))
            {
                WriteKinds(stdout);
                return ExitCodes.Done;
            }

            var typed = parsed.GetValue(kind) ?? throw new UserException("verify: say which KIND of answer the rows hold; ponder verify --list names the kinds");
            var (row, argument) = VerifyKinds.Find(typed);
            var settings = new VerifySettings
            {
                Profile = Enum.Parse<VerifierProfile>(parsed.GetValue(profile) ?? "evaluation", ignoreCase: true),
                Explain = parsed.GetValue(explain),
                Argument = argument,
                Problems = parsed.GetValue(problems),
            };
            if (settings.Problems is not null && !row.ReadsProblems)
            {
                throw new UserException($"verify {row.Name}: the option --problems has no effect here");
            }

            return await RunAsync(new Job(typed, row, settings, parsed.GetValue(input), parsed.GetValue(output)), stdout, stderr, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(Job job, TextWriter stdout, TextWriter stderr, CancellationToken cancellation)
    {
        if (job.Input is null && !Console.IsInputRedirected)
        {
            throw new UserException("verify: nothing to judge; give --input rows.jsonl, or rows on standard input");
        }

        await using var file = job.Input is { } path ? Open(path) : null;
        using var reader = file is null ? Console.In : new StreamReader(file, Encoding.UTF8);
        var judge = job.Kind.Create(job.Settings);
        try
        {
            await using var writer = job.Output is { } target ? Create(job, target) : null;
            var progress = new VerifyProgress(
                ReferenceEquals(stderr, Console.Error) && Terminal.IsErrorInteractive && !WritesBeside(job) ? stderr : null, file is { CanSeek: true } ? file.Length : null);
            var run = new VerifyRun(judge, writer ?? stdout, job.Settings.Explain ? stderr : null);
            try
            {
                var summary = await run.JudgeAsync(reader, job.Input ?? "standard input", progress.Show, cancellation);
                progress.End();
                await stderr.WriteLineAsync(summary.Write(job.Typed, progress.Seconds, Terminal.ErrorWidth));
            }
            catch
            {
                progress.End();
                throw;
            }
        }
        finally
        {
            (judge as IDisposable)?.Dispose();
        }

        return ExitCodes.Done;
    }

    // A bar would stand among the verdicts, or among what explains them.
    private static bool WritesBeside(Job job) => job.Settings.Explain || (job.Output is null && !Console.IsOutputRedirected);

    private static void WriteKinds(TextWriter output)
    {
        var width = VerifyKinds.All.Max(k => k.Usage.Length) + 2;
        var columns = ReferenceEquals(output, Console.Out) ? Terminal.Width : null;
        foreach (var kind in VerifyKinds.All)
        {
            output.WriteLine(Paragraph.Of(kind.Usage.PadRight(width), kind.Summary, columns));
            output.WriteLine(Paragraph.Of($"{"".PadRight(width)}fields: ", kind.Fields, columns));
            if (kind.Arguments.Count > 0)
            {
                output.WriteLine(Paragraph.Of($"{"".PadRight(width)}{kind.Argument}: ", string.Join(", ", kind.Arguments.Order(StringComparer.Ordinal)), columns));
            }
        }
    }

    private static FileStream Open(string path) =>
        new(LineFiles.Existing(path, "--input"), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    private static StreamWriter Create(Job job, string path) =>
        new(LineFiles.Writable(path, job.Input, job.Settings.Problems), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private sealed record Job(string Typed, VerifyKind Kind, VerifySettings Settings, string? Input, string? Output);
}
