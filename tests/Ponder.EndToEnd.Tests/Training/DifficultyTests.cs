using System.Text.Json;
using Ponder.Runs.Metrics;
using Ponder.Training.Checkpoints;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>The difficulty of puzzles follows the answers, step by step, through interruptions.</summary>
[Trait("Speed", "slow")]
public sealed class DifficultyTests : IDisposable
{
    private const string Text = """
        name: puzzles
        seed: 3
        threads: 2
        model:
          new:
            width: 32
            layers: 1
            heads: 2
            head_width: 16
            ffn: 48
            context: 400
            alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;+-*/=?!'()<>\n"
        checkpoint: {every: 1, keep: 9}
        task: {type: puzzle, families: [chain_sum, gcd, spell_backward], level: 3, difficulty: {attempts: 4, highest: 4}, max_new_tokens: 4}
        stages:
          - {type: rl, steps: 6, prompts: 3, group: 2, samples_every: 0, optimiser: {lr: 0.001}}
        """;

    private readonly TinyRecipe _recipe = new(Text);

    public void Dispose() => _recipe.Dispose();

    [Fact]
    public async Task Level_follows_the_answers_and_a_resumed_run_goes_on_alike()
    {
        var whole = await RunAsync(_recipe.Request("name=whole"));
        using var source = new CancellationTokenSource();
        var part = await RecipeRunner.RunAsync(_recipe.Request() with { Display = new Interrupter(source) }, source.Token);
        var resumed = await RunAsync(_recipe.Request() with { Resume = true });

        var rows = TinyRecipe.Metrics(whole);
        Assert.False(part.Completed);
        Assert.Equal(whole.WeightsHash, resumed.WeightsHash);
        Assert.Equal(rows.Select(Difficulty), TinyRecipe.Metrics(resumed).Select(Difficulty));
        Assert.Equal(State(whole), State(resumed));

        // A model that knows nothing is asked easier and easier puzzles.
        Assert.All(rows[0].Values.Where(pair => pair.Key.StartsWith(MetricNames.DifficultyOf, StringComparison.Ordinal)), pair => Assert.Equal(3, pair.Value));
        Assert.Contains(rows[^1].Values, pair => pair.Key.StartsWith(MetricNames.DifficultyOf, StringComparison.Ordinal) && pair.Value < 3);
        Assert.Contains(rows, row => row.Values.Any(pair => pair.Key.StartsWith(MetricNames.SuccessOf, StringComparison.Ordinal)));
    }

    private static string Difficulty(MetricsRow row) => string.Join(' ', row.Values.Where(pair =>
        pair.Key.StartsWith(MetricNames.DifficultyOf, StringComparison.Ordinal) || pair.Key.StartsWith(MetricNames.SuccessOf, StringComparison.Ordinal)));

    private static string State(RunResult result) => JsonSerializer.Serialize(CheckpointStore.ReadState(result.Folder.CheckpointPath(5)).Difficulty
        ?? throw new InvalidOperationException("the checkpoint has no difficulty"));

    private static Task<RunResult> RunAsync(RunRequest request) => RecipeRunner.RunAsync(request, CancellationToken.None);

    private sealed class Interrupter(CancellationTokenSource source) : Runs.IRunObserver
    {
        public void StepDone(MetricsRow row)
        {
            if (row.Step == 3)
            {
                source.Cancel();
            }
        }
    }
}
