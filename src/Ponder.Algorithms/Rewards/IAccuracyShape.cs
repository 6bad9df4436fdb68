using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>Takes the place of the plain accuracy: what a right and a wrong completion of a length earn.</summary>
public interface IAccuracyShape
{
    /// <summary>The shape as a formula.</summary>
    string Formula { get; }

    /// <summary>The value for every completion of one prompt, in their order.</summary>
    /// <param name="group">All completions of one prompt.</param>
    IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group);
}
