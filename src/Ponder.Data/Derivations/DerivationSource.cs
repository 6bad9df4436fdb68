using System.Diagnostics;
using Ponder.Data.Generation;

namespace Ponder.Data.Derivations;

/// <summary>Graded derivations in disjoint splits, an eighth each for validation and test.</summary>
/// <remarks>
/// What is to be derived from what decides the split: the premises, or the first line of a chain of equations. So a valid derivation and
/// its faulty variants are always in the same split. The same seed, split, index and difficulty give the same sample on every machine.
/// </remarks>
/// <param name="seed">The seed.</param>
public sealed class DerivationSource(ulong seed)
{
    /// <summary>Number of samples of a split; easy ones repeat.</summary>
    public const long Count = 1L << 31;

    private const int MaxTries = 1000;

    /// <summary>The sample at an index.</summary>
    /// <param name="split">The split.</param>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="difficulty">1 to <see cref="DerivationGenerator.MaxDifficulty"/>.</param>
    public DerivationSample At(Split split, long index, int difficulty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var sample = new DerivationGenerator($"{Splits.NameOf(split)}/{attempt}", seed).Make(index, difficulty);
            if (SplitOf(sample) == split)
            {
                return sample;
            }
        }

        throw new UnreachableException($"derivations: difficulty {difficulty} of the {Splits.NameOf(split)} split gave nothing in {MaxTries} tries");
    }

    /// <summary>The split that a derivation belongs to.</summary>
    public static Split SplitOf(DerivationSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var premises = sample.Lines.Where(line => line.EndsWith(": premise", StringComparison.Ordinal)).Select(Statement).Order(StringComparer.Ordinal).ToArray();
        var canonical = premises.Length > 0 ? string.Join('\n', premises) : Statement(sample.Lines[0]);
        return (new KeyedHash("derivations/split", 0).Bits($"{sample.Type}\n{canonical}") >> 61) switch
        {
            0 => Split.Validation,
            1 => Split.Test,
            _ => Split.Train,
        };
    }

    // Without number and rule.
    private static string Statement(string line) => line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..].Split(" : ")[0].Trim();
}
