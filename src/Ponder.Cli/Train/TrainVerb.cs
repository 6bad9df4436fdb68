using System.CommandLine;
using System.Globalization;
using Ponder.Runs;
using Ponder.Runs.Reports;
using Ponder.Text;
using Ponder.Training.Pipelines;

namespace Ponder.Cli.Train;

/// <summary><c>ponder train</c>: runs the stages of a recipe.</summary>
public static class TrainVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "train", "Run the stages of a recipe: supervised, reinforcement learning, evaluation, export.",
            ("train recipes/quickstart.yaml", "teach a new model to add"),
            ("train recipes/quickstart.yaml --set seed=7 --set stages.2.steps=50", "with other values"),
            ("train recipes/quickstart.yaml --resume", "go on after an interruption or a kill"),
            ("train recipes/quickstart.yaml --dry-run", "the resolved recipe, memory and time, without training"),
            ("train recipes/quickstart.yaml --seeds 5", "five seeds and one report with error bars"));
        var recipe = new Argument<string>("RECIPE") { Description = "A YAML file" };
        var set = new Option<string[]>("--set") { Description = "Another value for a key of the recipe; may be given several times", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var resume = new Option<bool>("--resume") { Description = "Go on with the newest run of this recipe" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the recipe; print it resolved, with an estimate of memory and time" };
        var explain = new Option<bool>("--explain") { Description = "Print the objective as a formula" };
        var seeds = new Option<int>("--seeds") { Description = "Run so many seeds, one after the other: the recipe's own and the following ones", DefaultValueFactory = _ => 1 };
        var runs = new Option<string>("--runs") { Description = "The folder of all runs", DefaultValueFactory = _ => "runs" };
        verb.Arguments.Add(recipe);
        foreach (var option in new Option[] { set, resume, dryRun, explain, seeds, runs })
        {
            verb.Options.Add(option);
        }

        verb.SetAction(async (parsed, cancellation) =>
        {
            var request = new RunRequest
            {
                RecipePath = parsed.GetRequiredValue(recipe),
                Overrides = parsed.GetValue(set) ?? [],
                Resume = parsed.GetValue(resume),
                RunsRoot = parsed.GetValue(runs) ?? "runs",
            };
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(explain) || parsed.GetValue(dryRun))
            {
                await output.WriteAsync(RecipeText.Of(request, parsed.GetValue(explain), parsed.GetValue(dryRun)));
                return ExitCodes.Done;
            }

            return await RunAsync(request, parsed.GetValue(seeds), output, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(RunRequest request, int seeds, TextWriter output, CancellationToken cancellation)
    {
        if (seeds < 1 || (seeds > 1 && request.Resume))
        {
            throw new UserException(seeds < 1 ? $"--seeds: expected at least 1, got {seeds}" : "--seeds starts new runs and --resume goes on with one: use one of them");
        }

        var folders = new List<RunFolder>();
        var first = RecipeRunner.Read(request).Seed;
        for (var i = 0; i < seeds; i++)
        {
            var seed = (first + (ulong)i).ToString(CultureInfo.InvariantCulture);
            var result = await RunOneAsync(seeds == 1 ? request : request with { Overrides = [.. request.Overrides, $"seed={seed}"], Label = $"seed{seed}" }, output, cancellation);
            folders.Add(result.Folder);
            if (!result.Completed)
            {
                await output.WriteLineAsync($"interrupted after step {result.Steps}; go on with: ponder train {request.RecipePath} --resume");
                return ExitCodes.Interrupted;
            }
        }

        if (seeds > 1)
        {
            var report = Path.Combine(request.RunsRoot, folders[0].Name, "report.html");
            RunReport.Write(folders, report);
            await output.WriteLineAsync($"all seeds  {report}");
        }

        return ExitCodes.Done;
    }

    private static async Task<RunResult> RunOneAsync(RunRequest request, TextWriter output, CancellationToken cancellation)
    {
        var result = ReferenceEquals(output, Console.Out) && Terminal.IsInteractive
            ? await RunLiveAsync(request, cancellation)
            : await RecipeRunner.RunAsync(request with { Display = new PlainDisplay(output, request.Time) }, cancellation);
        RunReport.Write([result.Folder], result.Folder.ReportPath);
        foreach (var (stage, accuracy) in result.Accuracies)
        {
            await output.WriteLineAsync($"{stage,-10} {accuracy}");
        }

        await output.WriteLineAsync($"weights    sha256 {result.WeightsHash}");
        await output.WriteLineAsync($"checkpoint {result.Checkpoint}");
        await output.WriteLineAsync($"report     {result.Folder.ReportPath}");
        return result;
    }

    private static Task<RunResult> RunLiveAsync(RunRequest request, CancellationToken cancellation)
    {
        var progress = new TrainProgress(request.Time);
        return TerminalDisplay.RunAsync(
            Terminal.On(Console.Out), progress, request.Time,
            () => Task.Run(() => RecipeRunner.RunAsync(request with { Display = progress }, cancellation), CancellationToken.None));
    }
}
