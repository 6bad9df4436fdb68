using System.Globalization;
using Ponder.Runs;
using Ponder.Runs.Metrics;
using Ponder.Training.Pipelines;

namespace Ponder.Cli.Bench;

/// <summary>
/// Whole steps of reinforcement learning, run as a recipe in a temporary folder: 16 prompts × 8 completions of at most 64 tokens by a new model of
/// width 256, scored, one update, published. The model is random, so completions end when chance draws the end: about 40 tokens.
/// </summary>
public sealed class RlBench : IRunObserver
{
    private readonly List<MetricsRow> _steps = [];

    /// <inheritdoc/>
    public void StageStarted(string name, string kind, long totalSteps, long doneSteps)
    {
    }

    /// <inheritdoc/>
    public void Progress(string phase, long done, long total)
    {
    }

    /// <inheritdoc/>
    public void StepDone(MetricsRow row) => _steps.Add(row);

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <inheritdoc/>
    public void StageEnded(string name)
    {
    }

    /// <summary>Runs one warm-up step and the measured ones.</summary>
    /// <param name="precision"><c>fp32</c> or <c>bf16</c>.</param>
    /// <param name="settings">Repeats are steps.</param>
    /// <returns>Seconds per step and of its parts, and generated tokens per second of the whole step.</returns>
    public static IEnumerable<BenchRow> Run(string precision, BenchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var folder = Directory.CreateTempSubdirectory("ponder-bench-rl-");
        try
        {
            var recipe = Path.Combine(folder.FullName, "bench.yaml");
            File.WriteAllText(recipe, Recipe(precision, settings.Repeats + 1));
            var observer = new RlBench();
            var request = new RunRequest { RecipePath = recipe, RunsRoot = Path.Combine(folder.FullName, "runs"), Display = observer };
            _ = RecipeRunner.RunAsync(request, settings.Cancellation).GetAwaiter().GetResult();
            return [.. observer.Rows($"rl/small/{precision}")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Recipe(string precision, int steps) => string.Create(CultureInfo.InvariantCulture, $$"""
        name: bench
        seed: 1
        mode: exact
        precision: {{precision}}
        model:
          new:
            width: 256
            layers: 6
            heads: 8
            context: 128
            alphabet: "0123456789+=abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        task:
          type: addition
          digits: 3
          max_new_tokens: 64
        stages:
          - type: rl
            algorithm: grpo
            steps: {{steps}}
            prompts: 16
            group: 8
            optimiser: {lr: 0.0001}

        """);

    private IEnumerable<BenchRow> Rows(string name)
    {
        yield return Row($"{name}/step", "s", Seconds);
        yield return Row($"{name}/generate", "s", row => row[MetricNames.TimeGenerate] ?? 0);
        yield return Row($"{name}/update", "s", row => row[MetricNames.TimeUpdate] ?? 0);
        yield return Row($"{name}/tokens", "tokens/s", row => (row[MetricNames.TokensGenerated] ?? 0) / Seconds(row));
    }

    private static double Seconds(MetricsRow row) =>
        new[] { MetricNames.TimeGenerate, MetricNames.TimeVerify, MetricNames.TimeUpdate, MetricNames.TimePublish }.Sum(name => row[name] ?? 0);

    private BenchRow Row(string name, string unit, Func<MetricsRow, double> measure)
    {
        double[] values = [.. _steps.Skip(1).Select(measure)];
        return new(name, Rounds.Median(values), unit, null, null, values.Min(), values.Max(), values.Length);
    }
}
