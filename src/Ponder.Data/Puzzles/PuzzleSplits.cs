using Ponder.Data.Generation;

namespace Ponder.Data.Puzzles;

/// <summary>
/// Deals puzzles to splits by a hash of their canonical form alone: an eighth each for validation and test. Neither seed nor level
/// matter, so no puzzle of a training split is in any test split, up to what the canonical form ignores.
/// </summary>
internal static class PuzzleSplits
{
    /// <summary>Number of items that a split offers; puzzles of small families repeat.</summary>
    public const long Count = 1L << 31;

    /// <summary>The split of a canonical form.</summary>
    public static Split Of(string family, string canonical) => (new KeyedHash($"{family}/split", 0).Bits(canonical) >> 61) switch
    {
        0 => Split.Validation,
        1 => Split.Test,
        _ => Split.Train,
    };
}
