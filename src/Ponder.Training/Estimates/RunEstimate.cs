namespace Ponder.Training.Estimates;

/// <summary>What a recipe will need: printed by <c>train --dry-run</c>.</summary>
/// <param name="Parameters">Learnable numbers of the model.</param>
/// <param name="GemmGflops">Rate of matrix products of this machine, measured just now, 10⁹ operations per second.</param>
/// <param name="Stages">The stages; at least one.</param>
public sealed record RunEstimate(long Parameters, double GemmGflops, IReadOnlyList<StageEstimate> Stages)
{
    /// <summary>The stage that needs the most memory.</summary>
    public StageEstimate Largest => Stages.MaxBy(stage => stage.TotalBytes)!;

    /// <summary>Seconds of all stages.</summary>
    public double Seconds => Stages.Sum(stage => stage.Seconds);
}
