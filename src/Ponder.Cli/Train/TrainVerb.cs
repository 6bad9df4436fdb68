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
            ("train recipes/quickstart.yaml --set seed=7 --set rl.steps=50", "with other values"),
            ("train recipes/quickstart.yaml --resume", "go on after an interruption or a kill"),
            ("train recipes/quickstart.yaml --dry-run", "the resolved recipe, memory and time, without training"),
            ("train recipes/quickstart.yaml --seeds 5", "five seeds and one report with error bars; with --resume only what is not done"));
        var recipe = new Argument<string>("RECIPE") { Description = "A YAML file" };
        var set = new Option<string[]>("--set") { Description = "Another value for a key of the recipe; may be given several times", HelpName = "key=value", DefaultValueFactory = _ => [] };
        var resume = new Option<bool>("--resume") { Description = "Go on with the newest run of this recipe; values of optimiser: and checkpoint: may change" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the recipe; print it resolved, with an estimate of memory and time" };
        var explain = new Option<bool>("--explain") { Description = "Print the objective as a formula" };
        var seeds = new Option<int>("--seeds") { Description = "Run so many seeds, one after the other: the recipe's own and the following ones", HelpName = "N", DefaultValueFactory = _ => 1 };
        var runs = new Option<string>("--runs") { Description = "The folder of all runs", HelpName = "folder", DefaultValueFactory = _ => RunRequest.UsualRoot };
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
                RunsRoot = parsed.GetValue(runs) ?? RunRequest.UsualRoot,
            };
            var output = parsed.InvocationConfiguration.Output;
            var count = parsed.GetValue(seeds);
            if (count < 1)
            {
                throw new UserException($"--seeds: expected at least 1, got {count}");
            }

            if (parsed.GetValue(explain) || parsed.GetValue(dryRun))
            {
                await output.WriteAsync(RecipeText.Of(request, parsed.GetValue(explain), parsed.GetValue(dryRun)));
                return ExitCodes.Done;
            }

            return count == 1 ? await RunAsync(request, output, cancellation) : await RunSeedsAsync(request, count, output, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(RunRequest request, TextWriter output, CancellationToken cancellation)
    {
        var result = await RunOneAsync(request, output, cancellation);
        return result.Completed ? ExitCodes.Done : await InterruptedAsync(result, request, [], output);
    }

    private static async Task<int> RunSeedsAsync(RunRequest request, int seeds, TextWriter output, CancellationToken cancellation)
    {
        var folders = new List<RunFolder>();
        using var recipe = RecipeRunner.Read(request);
        for (var i = 0; i < seeds; i++)
        {
            var seed = (recipe.Seed + (ulong)i).ToString(CultureInfo.InvariantCulture);
            var one = request with { Overrides = [.. request.Overrides, $"seed={seed}"], Label = $"seed{seed}" };
            if (request.Resume && RecipeRunner.Finished(one) is { } finished)
            {
                await output.WriteLineAsync($"seed {seed} is done: {finished.Path}");
                folders.Add(finished);
                continue;
            }

            await output.WriteLineAsync($"seed {seed}, {i + 1} of {seeds}");
            var result = await RunOneAsync(one with { Resume = request.Resume && RunFolder.Latest(one.RunsRoot, recipe.Name, one.Label) is not null }, output, cancellation);
            folders.Add(result.Folder);
            if (!result.Completed)
            {
                return await InterruptedAsync(result, request, ["--seeds", seeds.ToString(CultureInfo.InvariantCulture)], output);
            }
        }

        var report = Path.Combine(request.RunsRoot, recipe.Name, "report.html");
        RunReport.Write(folders, report);
        await output.WriteLineAsync($"all seeds  {report}");
        return ExitCodes.Done;
    }

    private static async Task<int> InterruptedAsync(RunResult result, RunRequest request, string[] more, TextWriter output)
    {
        await output.WriteLineAsync($"interrupted after step {result.Steps}; go on with:\n  {TrainCommand.Of(request, [.. more, "--resume"])}");
        return ExitCodes.Interrupted;
    }

    private static async Task<RunResult> RunOneAsync(RunRequest request, TextWriter output, CancellationToken cancellation)
    {
        var result = ReferenceEquals(output, Console.Out) && Terminal.IsInteractive
            ? await RunLiveAsync(request, cancellation)
            : await RecipeRunner.RunAsync(request with { Display = new PlainDisplay(output, request.Time) }, cancellation);
        RunReport.Write([result.Folder], result.Folder.ReportPath);
        await output.WriteAsync(RunSummaryText.Of(result));
        return result;
    }

    private static async Task<RunResult> RunLiveAsync(RunRequest request, CancellationToken cancellation)
    {
        var progress = new TrainProgress(request.Time);
        using var announced = Terminal.AnnounceThrough(progress.Note);
        return await TerminalDisplay.RunAsync(
            Terminal.On(Console.Out), progress, request.Time,
            () => Task.Run(() => RecipeRunner.RunAsync(request with { Display = progress }, cancellation), CancellationToken.None));
    }
}
