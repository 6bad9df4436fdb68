using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Filters;

/// <summary>
/// Soft punishment of long completions: DAPO (Yu et al. 2025, arXiv:2503.14476, equation 13). With length L, limit
/// L_max and buffer L_b the reward gains 0 for L ≤ L_max − L_b, then falls linearly, and gains −penalty from L_max on.
/// </summary>
public sealed record OverlongShaping
{
    /// <summary>L_max in tokens.</summary>
    public required int Limit { get; init; }

    /// <summary>L_b in tokens: how long before the limit the punishment starts.</summary>
    public required int Buffer { get; init; }

    /// <summary>The punishment at the limit and beyond it.</summary>
    /// <value>1, as published (for rewards of −1 and 1).</value>
    public double Penalty { get; init; } = 1;

    /// <summary>What is wrong with the settings, or null.</summary>
    public string? Problem =>
        Limit < 1 ? $"the length limit must be at least 1 token, got {Limit}"
        : Buffer < 1 || Buffer > Limit ? $"the overlong buffer must be between 1 and the limit of {Limit} tokens, got {Buffer}"
        : Penalty is not (> 0 and < double.PositiveInfinity) ? $"the overlong penalty must be positive, got {Penalty}"
        : null;

    /// <summary>What a completion of a length gains: between −<see cref="Penalty"/> and 0.</summary>
    public double RewardOf(int length)
    {
        var over = length - (Limit - Buffer);
        return over <= 0 ? 0 : -Penalty * Math.Min(1, (double)over / Buffer);
    }

    /// <summary>The rollouts with the punishment added to <see cref="ScoredRollout.Reward"/>.</summary>
    public IReadOnlyList<ScoredRollout> Apply(IReadOnlyList<ScoredRollout> rollouts) =>
        [.. rollouts.Select(r => r with { Reward = r.Reward + RewardOf(r.Rollout.Tokens.Length) })];
}
