using Ponder.Runs.Metrics;
using Ponder.Training.Pipelines;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>A recipe that runs in a second: one-digit sums, a model of 30 thousand parameters.</summary>
internal sealed class TinyRecipe : IDisposable
{
    public const string Text = """
        name: tiny
        seed: 3
        threads: 2
        model:
          new: {width: 32, layers: 2, heads: 2, head_width: 16, ffn: 48, context: 32, alphabet: "0123456789+="}
        checkpoint: {every: 2, keep: 3}
        task: {type: addition, digits: 1, max_new_tokens: 4}
        stages:
          - {type: sft, steps: 4, batch: 16, optimiser: {lr: 0.003}}
          - {type: rl, steps: 4, prompts: 4, group: 4, algorithm: grpo, samples_every: 1, optimiser: {lr: 0.001}}
          - {type: eval, count: 10}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("ponder-run-").FullName;

    public TinyRecipe(string text = Text)
    {
        Path = System.IO.Path.Combine(_folder, "tiny.yaml");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public string Runs => System.IO.Path.Combine(_folder, "runs");

    public RunRequest Request(params string[] overrides) => new() { RecipePath = Path, RunsRoot = Runs, Overrides = overrides };

    public static IReadOnlyList<MetricsRow> Metrics(RunResult result) => MetricsLog.Read(result.Folder.MetricsPath);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
