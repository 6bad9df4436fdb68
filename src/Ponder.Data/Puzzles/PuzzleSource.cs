using System.Diagnostics;
using Ponder.Data.Generation;

namespace Ponder.Data.Puzzles;

/// <summary>Items of one family, each from (family, seed, split, level, index) alone.</summary>
internal sealed class PuzzleSource(PuzzleGenerator generator, ulong seed)
{
    private const uint MaxTries = 20_000;

    private readonly ulong[] _keys =
        [.. Enum.GetValues<Split>().Select(split => new KeyedHash($"puzzle/{generator.Name}/{Splits.NameOf(split)}", seed).Bits(0))];

    /// <summary>The family.</summary>
    public PuzzleGenerator Generator => generator;

    /// <summary>The puzzle at an index.</summary>
    public Puzzle At(Split split, int level, long index)
    {
        var key = KeyedHash.Mix(_keys[(int)split] + (ulong)level);
        for (var attempt = 0U; attempt < MaxTries; attempt++)
        {
            var draw = new PuzzleDraw(
                new PhiloxStream(key, (ulong)index, attempt), level, canonical => PuzzleSplits.Of(generator.Name, canonical) == split);
            if (generator.Make(draw) is { } puzzle)
            {
                return puzzle;
            }
        }

        throw new UnreachableException($"puzzle {generator.Name}: level {level} of the {split} split gave nothing in {MaxTries} tries");
    }
}
