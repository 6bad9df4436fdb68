using Ponder.Algorithms.Losses;

namespace Ponder.Training.Reinforcement;

/// <summary>What an update measured.</summary>
public sealed record UpdateReport
{
    /// <summary>Version of the policy after the update.</summary>
    public required int Version { get; init; }

    /// <summary>Learning rate of the last optimiser step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Mean over the optimiser steps of the gradient's global norm before clipping.</summary>
    public required double GradNorm { get; init; }

    /// <summary>Tokens that went through the model, prompts included; sequences without a gradient do not.</summary>
    public required long Tokens { get; init; }

    /// <summary>What the loss measured.</summary>
    public required StepStatistics Statistics { get; init; }
}
