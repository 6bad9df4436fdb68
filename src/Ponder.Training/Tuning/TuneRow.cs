namespace Ponder.Training.Tuning;

/// <summary>What one setting of a stage takes: medians over the rounds.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Steps">Steps that the recipe gives it.</param>
/// <param name="Setting">The setting.</param>
/// <param name="GenerateSeconds">Sampling of one step; 0 in supervised stages.</param>
/// <param name="UpdateSeconds">The update of one step.</param>
/// <param name="Passes">Forward and backward passes that the update falls into, over all its epochs and mini-batches.</param>
public sealed record TuneRow(string Stage, int Steps, TuneSetting Setting, double GenerateSeconds, double UpdateSeconds, int Passes)
{
    /// <summary>Both.</summary>
    public double StepSeconds => GenerateSeconds + UpdateSeconds;
}
