using Ponder.Data;
using Ponder.Inference.Requests;

namespace Ponder.Training.Recipes;

/// <summary>Accuracy on held-out items, with its confidence interval.</summary>
public sealed record EvalStage : StageRecipe
{
    /// <summary>Which items.</summary>
    public required Split Split { get; init; }

    /// <summary>How many items; the first ones of the split's fixed order.</summary>
    public required int Count { get; init; }

    /// <summary>How answers are sampled; greedy unless the recipe says otherwise.</summary>
    public required SamplingOptions Sampling { get; init; }

    internal static EvalStage Read(Section section, string name, TaskRecipe task, int maxNewTokens) => new()
    {
        Name = name,
        Task = task,
        Split = section.Choice("split", "test", "train", "validation", "test") switch
        {
            "train" => Split.Train,
            "validation" => Split.Validation,
            _ => Split.Test,
        },
        Count = section.Whole("count", 1000, 1),
        Sampling = SamplingRecipe.Read(section.Child("sampling"), maxNewTokens, temperature: 0),
    };
}
