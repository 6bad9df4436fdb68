using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Rewards;

/// <summary>
/// A charge for repeated runs of tokens: weight · (different n-grams / n-grams − 1). Counted on token ids, so that text without blanks
/// between words is treated like any other. A completion shorter than n repeats nothing.
/// </summary>
public sealed record RepetitionPenalty : IRewardTerm
{
    // Odd, so that powers of it run through all 64-bit words: the hash of an n-gram is a polynomial in it.
    private const ulong Base = 0x9E3779B97F4A7C15;

    /// <summary>The charge for a completion that is one n-gram over and over.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Tokens in an n-gram.</summary>
    public int Length { get; init; } = 4;

    /// <inheritdoc/>
    public string Formula => $"+ {Weight:g}·(different {Length}-grams / {Length}-grams − 1)";

    /// <inheritdoc/>
    public IReadOnlyList<double> ValuesOf(IReadOnlyList<ScoredRollout> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Select(member => Weight * (DifferentShare(member.Rollout.Tokens) - 1))];
    }

    /// <summary>Different n-grams over all n-grams; 1 where there are none.</summary>
    /// <param name="tokens">Token ids.</param>
    public double DifferentShare(ReadOnlySpan<int> tokens)
    {
        var count = tokens.Length - Length + 1;
        if (count <= 0)
        {
            return 1;
        }

        // A rolling hash of 64 bits: among 10^5 n-grams two different ones meet with a chance below 10^-9.
        var (hash, highest) = (0UL, 1UL);
        var seen = new HashSet<ulong>(count);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (i >= Length)
            {
                hash -= highest * Mix(tokens[i - Length]);
            }

            hash = (hash * Base) + Mix(tokens[i]);
            if (i < Length - 1)
            {
                highest *= Base;
            }
            else
            {
                seen.Add(hash);
            }
        }

        return (double)seen.Count / count;
    }

    private static ulong Mix(int token)
    {
        var z = ((ulong)(uint)token + 1) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
