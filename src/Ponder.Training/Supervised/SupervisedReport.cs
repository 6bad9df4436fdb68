namespace Ponder.Training.Supervised;

/// <summary>What one supervised update measured.</summary>
public sealed record SupervisedReport
{
    /// <summary>Mean negative log-probability of the demonstrations' tokens, nats, before the update.</summary>
    public required double Loss { get; init; }

    /// <summary>Global norm of the gradient before clipping.</summary>
    public required double GradNorm { get; init; }

    /// <summary>Learning rate of the update.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Tokens that went through the model, prompts included.</summary>
    public required long Tokens { get; init; }
}
