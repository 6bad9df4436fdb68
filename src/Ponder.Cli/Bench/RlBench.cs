using System.Globalization;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Pipelines;

namespace Ponder.Cli.Bench;

/// <summary>
/// <c>recipes/bench/rl_addition.yaml</c>, the common task of reinforcement learning systems: 16 prompts × 8 completions of three-digit additions, verified,
/// one update, published. Measures the first steps of the run, or whole runs with their quality.
/// </summary>
internal static class RlBench
{
    /// <summary>Greedy accuracy that a run must reach for its speed to count.</summary>
    private const double Gate = 0.93;

    /// <summary>Steps before the measured ones.</summary>
    private const int WarmUp = 3;

    private static readonly string[] Precisions = ["fp32", "bf16"];

    private static readonly double[] Marks = [0.80, 0.85];

    /// <summary>All rows: both precisions, or those that the settings name.</summary>
    /// <exception cref="UserException">The recipe or its task is missing.</exception>
    public static IEnumerable<BenchRow> Run(BenchSettings settings)
    {
        var recipe = Path.Combine(Repository.Require("bench rl"), "recipes", "bench", "rl_addition.yaml");
        return Precisions.Where(precision => settings.Wants($"rl/rl_addition/{precision}", asked: false))
            .SelectMany(precision => Run($"rl/rl_addition/{precision}", recipe, precision, settings));
    }

    /// <summary>Measures a recipe in one precision.</summary>
    /// <param name="name">Of the row; those of the parts begin with it.</param>
    /// <param name="recipe">Path of the recipe: a stage of reinforcement learning and one of evaluation.</param>
    /// <param name="precision"><c>fp32</c> or <c>bf16</c>.</param>
    /// <param name="settings">Repeats are steps; with seeds, whole runs are measured.</param>
    public static IEnumerable<BenchRow> Run(string name, string recipe, string precision, BenchSettings settings)
    {
        if (settings.Seeds is not { } seeds)
        {
            var run = Run(recipe, precision, seed: 0, settings, WarmUp + settings.Repeats);
            return Parts(name, measure => [.. run.Steps.Skip(WarmUp).Select(measure)]);
        }

        RlRun[] runs = [.. Enumerable.Range(0, seeds).Select(seed => Run(recipe, precision, seed, settings, steps: 0))];
        return Parts(name, measure => [.. runs.Select(run => Rounds.Median([.. run.Steps.Select(measure)]))]).Concat(Quality(name, runs));
    }

    /// <summary>The median of every part of a step.</summary>
    private static IEnumerable<BenchRow> Parts(string name, Func<Func<RlStep, double>, double[]> values)
    {
        yield return Row(name, "s", values(step => step.Seconds));
        yield return Row($"{name}/generate", "s", values(step => step.Generate));
        yield return Row($"{name}/verify", "s", values(step => step.Verify));
        yield return Row($"{name}/update", "s", values(step => step.Update));
        yield return Row($"{name}/other", "s", values(step => step.Other));
        yield return Row($"{name}/tokens", "tokens/s", values(step => step.Tokens / step.Seconds));
        yield return Row($"{name}/gemm_fp32", "GFLOP/s", values(step => step.GemmFp32));
        yield return Row($"{name}/gemm_bf16", "GFLOP/s", values(step => step.GemmBf16));
        yield return Row($"{name}/work", "s*GFLOP/s", values(step => step.Work));
    }

    private static IEnumerable<BenchRow> Quality(string name, RlRun[] runs)
    {
        foreach (var mark in Marks)
        {
            var text = mark.ToString("0.00", CultureInfo.InvariantCulture);
            (double Seconds, int Step)[] reached = [.. runs.Select(run => run.Reaches(mark)).OfType<(double, int)>()];
            yield return Row($"{name}/runs_at_{text}", "runs", [reached.Length]);
            if (reached.Length == runs.Length)
            {
                yield return Row($"{name}/time_to_{text}", "s", [.. reached.Select(at => at.Seconds)]);
                yield return Row($"{name}/steps_to_{text}", "steps", [.. reached.Select(at => (double)at.Step)]);
            }
        }

        double[] accuracies = [.. runs.Select(run => run.Accuracy).OfType<double>()];
        var verdict = Rounds.Median(accuracies) >= Gate ? "met" : "missed";
        yield return Row($"{name}/accuracy", string.Create(CultureInfo.InvariantCulture, $"greedy accuracy, gate {Gate} {verdict}"), accuracies);
    }

    /// <summary>Runs the recipe in a temporary folder, to its end or until some steps are done.</summary>
    private static RlRun Run(string recipe, string precision, int seed, BenchSettings settings, int steps)
    {
        var folder = Directory.CreateTempSubdirectory("ponder-bench-rl-");
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(settings.Cancellation);
            var observer = new RlSteps(steps, enough.Cancel);
            var result = RecipeRunner.RunAsync(
                new RunRequest
                {
                    RecipePath = recipe,
                    Overrides =
                    [
                        string.Create(CultureInfo.InvariantCulture, $"seed={seed}"),
                        $"precision={precision}",
                        $"mode={(NativeLibraryHost.Facts["row_exact"] == "1" ? "exact" : "fast")}",
                        string.Create(CultureInfo.InvariantCulture, $"threads={settings.Threads}"),
                    ],
                    RunsRoot = folder.FullName,
                    Display = observer,
                },
                enough.Token).GetAwaiter().GetResult();
            settings.Cancellation.ThrowIfCancellationRequested();
            return new RlRun(observer.Steps, result.Accuracies.Count > 0 ? result.Accuracies[^1].Value.Value : null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BenchRow Row(string name, string unit, double[] values) =>
        new(name, Rounds.Median(values), unit, null, null, values.Min(), values.Max(), values.Length);
}
