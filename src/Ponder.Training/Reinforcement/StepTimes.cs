namespace Ponder.Training.Reinforcement;

/// <summary>Seconds of a step by part.</summary>
/// <param name="Generate">Sampling.</param>
/// <param name="Verify">Waiting for verdicts after the last completion; most are given while others are sampled.</param>
/// <param name="Update">Forward, backward, optimiser.</param>
/// <param name="Publish">Handing the weights to the engine.</param>
public readonly record struct StepTimes(double Generate, double Verify, double Update, double Publish)
{
    /// <summary>All parts.</summary>
    public double Total => Generate + Verify + Update + Publish;
}
