using Ponder.Algorithms;
using Ponder.Inference.Requests;
using Ponder.Training.Reinforcement.Rewards;

namespace Ponder.Training.Recipes;

/// <summary>Reinforcement learning with verified rewards.</summary>
public sealed record RlStage : StageRecipe
{
    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Prompts whose groups fill a batch.</summary>
    public required int Prompts { get; init; }

    /// <summary>Samples per prompt.</summary>
    public required int Group { get; init; }

    /// <summary>Passes over each batch.</summary>
    public required int Epochs { get; init; }

    /// <summary>Optimiser steps per pass; 1 keeps the update on-policy.</summary>
    public required int MiniBatches { get; init; }

    /// <summary>Most tokens in one forward and backward pass.</summary>
    public required int MicroBatchTokens { get; init; }

    /// <summary>How rollouts are sampled.</summary>
    public required SamplingOptions Sampling { get; init; }

    /// <summary>The algorithm: a preset with the recipe's changes.</summary>
    public required Objective Objective { get; init; }

    /// <summary>How the reward of a completion is put together.</summary>
    public RewardComposition Reward { get; init; } = new();

    /// <summary>Optimiser of this stage.</summary>
    public required OptimiserRecipe Optimiser { get; init; }

    /// <summary>Trajectories are kept every so many steps; 0 keeps none.</summary>
    public required int SamplesEvery { get; init; }

    /// <summary>Most trajectories that are kept of a step.</summary>
    public required int SamplesPerStep { get; init; }

    internal static RlStage Read(Section section, string name, TaskRecipe task, int maxNewTokens)
    {
        var group = section.Whole("group", 8, 1);
        var prompts = section.Whole("prompts", 16, 1);
        var sampling = SamplingRecipe.Read(section.Child("sampling"), maxNewTokens);
        if (sampling.IsGreedy)
        {
            throw section.Error("sampling", "temperature 0 samples the same answer every time; reinforcement learning needs a temperature above 0.");
        }
        var epochs = section.Whole("epochs", 1, 1);
        var miniBatches = section.Whole("mini_batches", 1, 1);
        return new RlStage
        {
            Name = name,
            Task = task,
            Steps = section.Whole("steps", null, 1),
            Prompts = prompts,
            Group = group,
            Epochs = epochs,
            MiniBatches = miniBatches <= prompts * group
                ? miniBatches
                : throw section.Error("mini_batches", $"{miniBatches} is more than the {prompts * group} rollouts of a batch."),
            MicroBatchTokens = section.Whole("micro_batch_tokens", 8192, 1),
            Sampling = sampling,
            Objective = ObjectiveRecipe.Read(section, group, sampling.MaxNewTokens),
            Reward = RewardRecipe.Read(section.Child("reward"), sampling.MaxNewTokens),
            Optimiser = OptimiserRecipe.Read(section.Child("optimiser"), 1e-5),
            SamplesEvery = section.Whole("samples_every", 10, 0),
            SamplesPerStep = section.Whole("samples_per_step", 64, 1),
        };
    }
}
