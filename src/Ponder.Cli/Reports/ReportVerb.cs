using System.CommandLine;
using Ponder.Runs;
using Ponder.Runs.Reports;

namespace Ponder.Cli.Reports;

/// <summary><c>ponder report</c>: one HTML page about runs.</summary>
public static class ReportVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run folders; the folder of a recipe means its newest run",
            Arity = ArgumentArity.OneOrMore,
        };
        var file = new Option<string?>("--output", "-o")
        {
            Description = "Where the page goes; default: report.html in the first run's folder",
            HelpName = "file.html",
        };
        var verb = new Verb(
            "report", "Write one self-contained HTML page: curves, samples, comparisons with error bars.",
            ("report runs/quickstart", "the newest run of a recipe"),
            ("report runs/quickstart/*", "all its runs: seeds become one curve with a band"),
            ("report runs/grpo/* runs/dapo/* -o compare.html", "recipes side by side"));
        verb.Arguments.Add(runs);
        verb.Options.Add(file);
        verb.SetAction(parsed =>
        {
            RunFolder[] folders = [.. parsed.GetRequiredValue(runs).Select(RunFolder.Open)];
            var path = parsed.GetValue(file) ?? folders[0].ReportPath;
            RunReport.Write(folders, path);
            parsed.InvocationConfiguration.Output.WriteLine(path);
            return ExitCodes.Done;
        });
        return verb;
    }
}
