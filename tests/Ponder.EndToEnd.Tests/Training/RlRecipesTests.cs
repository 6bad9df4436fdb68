using System.Diagnostics;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.TestSupport;
using Ponder.Training.Pipelines;
using Ponder.Verification.Code;
using Ponder.Verification.Sandbox;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>The recipes of <c>recipes/rl</c> run a few steps, with a model of a few thousand parameters.</summary>
[Trait("Speed", "slow")]
public sealed class RlRecipesTests : IDisposable
{
    private static readonly string[] s_small =
    [
        "threads=2", "model.new.width=32", "model.new.layers=1", "model.new.heads=2", "sft.steps=2", "sft.batch=4", "sft.optimiser.warmup_steps=0",
        "eval-sft.count=2", "eval-rl.count=2", "rl.steps=2", "rl.prompts=2", "rl.group=2", "rl.samples_every=1", "rl.objective.max_refills=1",
    ];

    private readonly string _runs = Directory.CreateTempSubdirectory("ponder-rl-").FullName;

    public void Dispose() => Directory.Delete(_runs, recursive: true);

    [Theory]
    [InlineData("puzzles")]
    [InlineData("math")]
    public async Task Recipe_runs_a_few_steps(string name)
    {
        var result = await RunAsync(name, s_small);

        Assert.Equal(2, MetricsLog.Read(result.Folder.MetricsPath).Count(row => row.Stage == "rl"));
        Assert.All(Samples(result, "rl"), sample => Assert.NotEqual("undecided", sample.Verdict));
    }

    [IsolationFact]
    public async Task Code_recipe_runs_programs_that_the_model_wrote()
    {
        // Enough steps to write fenced programs, right or wrong.
        var result = await RunAsync("code", [.. s_small, "model.new.width=64", "sft.steps=150", "sft.batch=16", "sft.optimiser.lr=0.005", "rl.prompts=4", "rl.group=4"]);

        var samples = Samples(result, "rl");
        Assert.All(samples, sample => Assert.NotEqual("undecided", sample.Verdict));
        Assert.Contains(samples, sample => sample.Reason is not (null or nameof(CodeClass.NoCode)));
        Assert.DoesNotContain(Process.GetProcessesByName("bwrap"), IsChild);
    }

    private static bool IsChild(Process process)
    {
        using (process)
        {
            var status = $"/proc/{process.Id}/status";
            return File.Exists(status) && File.ReadLines(status).Contains($"PPid:\t{Environment.ProcessId}");
        }
    }

    private static SampleRecord[] Samples(RunResult result, string stage) =>
        [.. MetricsLog.Read(result.Folder.MetricsPath).Where(row => row.Stage == stage).SelectMany(row => new SampleStore(result.Folder.SamplesPath).Read(row.Step))];

    private async Task<RunResult> RunAsync(string name, params string[] overrides)
    {
        var result = await RecipeRunner.RunAsync(
            new RunRequest { RecipePath = RepositoryFolder.PathTo("recipes", "rl", $"{name}.yaml"), RunsRoot = _runs, Overrides = overrides }, CancellationToken.None);
        Assert.True(result.Completed);
        return result;
    }

    /// <summary>Skips with the reason where programs cannot be isolated.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class IsolationFactAttribute : FactAttribute
    {
        public IsolationFactAttribute() => Skip = Isolation.Probe() is { IsAvailable: false } no ? $"programs cannot be isolated here: {no.Text}"
            : CodeJudge.Runtimes.Any(row => row.Name == "python" && row.Runtime is null) ? "python3 is not installed" : null;
    }
}
