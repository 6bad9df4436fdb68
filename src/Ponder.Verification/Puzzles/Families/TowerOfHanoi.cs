using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Legal moves, one a line, that bring all disks from the start to the target peg.</summary>
internal static class TowerOfHanoi
{
    private const int MaxDisks = 64;

    private static readonly Regex Sizes = new(@"with (\d{1,2}) disks? and (\d{1,2}) pegs", RegexOptions.CultureInvariant);
    private static readonly Regex Pegs = new(@"from Peg (\d{1,2}) to Peg (\d{1,2})", RegexOptions.CultureInvariant);
    private static readonly Regex Move = new(@"^Move disk (\d{1,2}) from Peg (\d{1,2}) to Peg (\d{1,2})\.?$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var sizes = Sizes.Match(puzzle.Question);
        var pegs = Pegs.Match(puzzle.Question);
        if (!sizes.Success || !pegs.Success)
        {
            return Ruling.Unreadable;
        }

        var (disks, count, start, target) = (Group(sizes, 1), Group(sizes, 2), Group(pegs, 1), Group(pegs, 2));
        if (disks > MaxDisks || start < 1 || start > count || target < 1 || target > count)
        {
            return Ruling.Unreadable;
        }

        var state = Enumerable.Range(0, count + 1).Select(_ => new Stack<int>()).ToArray();
        for (var disk = disks; disk > 0; disk--)
        {
            state[start].Push(disk);
        }

        foreach (var line in PuzzleText.Lines(answer))
        {
            if (Move.Match(line.Trim()) is not { Success: true } move)
            {
                return Ruling.Malformed;
            }

            var (disk, from, to) = (Group(move, 1), Group(move, 2), Group(move, 3));
            if (from < 1 || from > count || to < 1 || to > count || from == to
                || !state[from].TryPeek(out var top) || top != disk || (state[to].TryPeek(out var below) && below < disk))
            {
                return Ruling.Wrong("illegal-move");
            }

            state[to].Push(state[from].Pop());
        }

        return Ruling.Of(state[target].Count == disks, "not-all-moved");
    }

    private static int Group(Match match, int group) => PuzzleText.Int(match.Groups[group].Value) ?? 0;
}
