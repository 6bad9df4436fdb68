using Ponder.Models;
using Ponder.Models.Checkpoints;
using Ponder.Text.Tokenizers;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>A real model of an area, with the tolerances of the area's README (fp32).</summary>
/// <param name="Area">The area.</param>
/// <param name="Folder">The model's folder below the models folder.</param>
/// <param name="Logits">Largest absolute difference of logits and log-sum-exp.</param>
/// <param name="LogProbs">Largest absolute difference of log-probabilities.</param>
internal sealed record RealModel(string Area, string Folder, double Logits, double LogProbs)
{
    /// <summary>Largest relative difference of perplexities.</summary>
    public const double Perplexity = 1e-4;

    /// <summary>Greedy ids may differ from the first step on whose best two logits are closer than this.</summary>
    public const double GreedyMargin = 1e-3;

    private static readonly RealModel[] All =
    [
        new("smollm2", "smollm2-135m-instruct", 2e-3, 5e-4),
        new("stories260k", "stories260k", 1e-3, 1e-4),
    ];

    /// <summary>The model of a case's area.</summary>
    public static RealModel Of(ConformanceCase item) => All.First(model => model.Area == item.Area);

    /// <summary>Full path of the model's folder.</summary>
    public string PathIn(ConformanceContext context) => Path.Combine(context.ModelsFolder, Folder);

    /// <summary>The model, loaded once per area.</summary>
    public LoadedModel Load(ConformanceContext context) =>
        context.Once($"model:{Area}", () => Families.Load(PathIn(context)));

    /// <summary>Its tokenizer, loaded once per area.</summary>
    public Tokenizer Tokenizer(ConformanceContext context) =>
        context.Once($"tokenizer:{Area}", () => Ponder.Text.Tokenizers.Tokenizer.FromFolder(PathIn(context)));
}
