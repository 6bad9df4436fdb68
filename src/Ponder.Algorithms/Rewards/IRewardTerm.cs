using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>A term that is added to the reward of a completion.</summary>
public interface IRewardTerm
{
    /// <summary>The term as a formula over completion i, with its sign: <c>− 0.5·min(1, |o_i| / 512)</c>.</summary>
    string Formula { get; }

    /// <summary>The term's value for every completion of one prompt, in their order.</summary>
    /// <param name="group">All completions of one prompt.</param>
    IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group);
}
