using Ponder.Tensors.Schedules;

namespace Ponder.Training.Recipes;

/// <summary>AdamW, its schedule and the clipping of gradients.</summary>
public sealed record OptimiserRecipe
{
    /// <summary>Peak learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public required double Beta1 { get; init; }

    /// <summary>Decay of the second moment.</summary>
    public required double Beta2 { get; init; }

    /// <summary>Added to the root of the second moment.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Decoupled weight decay, applied to every parameter.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Largest global L2 norm of the gradient.</summary>
    public required double ClipNorm { get; init; }

    /// <summary><c>constant</c>, <c>linear</c> or <c>cosine</c>.</summary>
    public required string ScheduleName { get; init; }

    /// <summary>Steps of linear warm-up.</summary>
    public required int WarmupSteps { get; init; }

    /// <summary>Share of the peak rate at the end of a falling schedule.</summary>
    public required double Floor { get; init; }

    /// <summary>The learning-rate factor over the updates of a stage.</summary>
    /// <param name="totalSteps">Updates of the stage.</param>
    /// <remarks>The first update of a warm-up already moves: it starts from 1/W of the peak rate.</remarks>
    public Schedule CreateSchedule(int totalSteps)
    {
        var from = WarmupSteps > 0 ? 1.0 / WarmupSteps : 0;
        var end = Math.Max(totalSteps, WarmupSteps + 1);
        return ScheduleName switch
        {
            "linear" => new LinearSchedule { TotalSteps = end, WarmupSteps = WarmupSteps, WarmupFrom = from, Floor = Floor },
            "cosine" => new CosineSchedule { TotalSteps = end, WarmupSteps = WarmupSteps, WarmupFrom = from, Floor = Floor },
            _ => new ConstantSchedule { WarmupSteps = WarmupSteps, WarmupFrom = from },
        };
    }

    /// <summary>Reads an <c>optimiser:</c> section.</summary>
    internal static OptimiserRecipe Read(Section section, double learningRate)
    {
        var betas = section.Numbers("betas", [0.9, 0.95]);
        if (betas is not [>= 0 and < 1, >= 0 and < 1])
        {
            throw section.Error("betas", "expected two numbers from 0 to below 1, for example [0.9, 0.95].");
        }
        var rate = section.Number("lr", learningRate, 0);
        return new OptimiserRecipe
        {
            LearningRate = rate > 0 ? rate : throw section.Error("lr", "expected a number above 0, got 0: nothing would be learned."),
            Beta1 = betas[0],
            Beta2 = betas[1],
            Epsilon = section.Number("eps", 1e-8, 0),
            WeightDecay = section.Number("weight_decay", 0, 0),
            ClipNorm = section.Number("clip_norm", 1, 0),
            ScheduleName = section.Choice("schedule", "constant", "constant", "linear", "cosine"),
            WarmupSteps = section.Whole("warmup_steps", 0),
            Floor = section.Number("floor", 0, 0, 1),
        };
    }
}
