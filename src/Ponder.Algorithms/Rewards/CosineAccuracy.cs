using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>
/// Right and short earns most, wrong and short loses most (Yeo et al. 2025, "Demystifying long chain-of-thought reasoning",
/// arXiv:2502.03373): half a cosine over the length in tokens, from the value at length 0 to the value at the limit.
/// </summary>
/// <remarks>Beyond the limit the value stays: a cosine would turn round there.</remarks>
public sealed record CosineAccuracy : IAccuracyShape
{
    /// <summary>The length in tokens at which the values for long completions are reached.</summary>
    public required int Limit { get; init; }

    /// <summary>A right completion of length 0.</summary>
    public double RightShort { get; init; } = 1;

    /// <summary>A right completion at the limit.</summary>
    public double RightLong { get; init; } = 0.5;

    /// <summary>A wrong completion of length 0.</summary>
    public double WrongShort { get; init; } = -1;

    /// <summary>A wrong completion at the limit.</summary>
    public double WrongLong { get; init; } = -0.5;

    /// <inheritdoc/>
    public string Formula => $"cosine(|o_i| / {Limit}; correct {RightShort:g} to {RightLong:g}, wrong {WrongShort:g} to {WrongLong:g})";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Select(member => Value(member.Correct, member.Rollout.Tokens.Length))];
    }

    /// <summary>What a completion of a length earns.</summary>
    public double Value(bool correct, int length)
    {
        var (atZero, atLimit) = correct ? (RightShort, RightLong) : (WrongShort, WrongLong);
        return atLimit + (atZero - atLimit) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, (double)length / Limit)));
    }
}
