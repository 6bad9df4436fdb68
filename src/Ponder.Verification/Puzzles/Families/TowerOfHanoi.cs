using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Legal moves, one a line, that bring all disks from the start to the target peg.</summary>
internal static class TowerOfHanoi
{
    private const int MaxDisks = 64;

    private static readonly Regex Sizes = new(@"with (\d{1,2}) disks? and (\d{1,2}) pegs", RegexOptions.CultureInvariant);
    private static readonly Regex Standing = new(@"^Peg (\d{1,2}):((?: \d{1,2})*)\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex To = new(@"Move all disks to Peg (\d{1,2})", RegexOptions.CultureInvariant);
    private static readonly Regex Pegs = new(@"from Peg (\d{1,2}) to Peg (\d{1,2})", RegexOptions.CultureInvariant);
    private static readonly Regex Move = new(@"^Move disk (\d{1,2}) from Peg (\d{1,2}) to Peg (\d{1,2})\.?$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var sizes = Sizes.Match(puzzle.Question);
        var pegs = Pegs.Match(puzzle.Question);
        var standing = Standing.Matches(puzzle.Question);
        var to = standing.Count > 0 ? To.Match(puzzle.Question) : pegs;
        if (!sizes.Success || !to.Success)
        {
            return Ruling.Unreadable;
        }

        var (disks, count, target) = (Group(sizes, 1), Group(sizes, 2), Group(to, standing.Count > 0 ? 1 : 2));
        var state = Enumerable.Range(0, count + 1).Select(_ => new Stack<int>()).ToArray();
        var placed = standing.Count > 0
            ? standing.SelectMany(m => PuzzleText.Words(m.Groups[2].Value).Select(d => (Peg: Group(m, 1), Disk: PuzzleText.Int(d) ?? 0)))
            : Enumerable.Range(1, Math.Min(disks, MaxDisks)).Reverse().Select(d => (Peg: Group(pegs, 1), Disk: d));
        foreach (var (peg, disk) in placed)
        {
            if (peg < 1 || peg > count || (state[peg].TryPeek(out var under) && under <= disk))
            {
                return Ruling.Unreadable;
            }

            state[peg].Push(disk);
        }

        if (disks > MaxDisks || target < 1 || target > count || state.Sum(s => s.Count) != disks)
        {
            return Ruling.Unreadable;
        }

        foreach (var line in PuzzleText.Lines(answer))
        {
            if (Move.Match(line.Trim()) is not { Success: true } move)
            {
                return Ruling.Malformed;
            }

            var (disk, source, sink) = (Group(move, 1), Group(move, 2), Group(move, 3));
            if (source < 1 || source > count || sink < 1 || sink > count || source == sink
                || !state[source].TryPeek(out var top) || top != disk || (state[sink].TryPeek(out var below) && below < disk))
            {
                return Ruling.Wrong("illegal-move");
            }

            state[sink].Push(state[source].Pop());
        }

        return Ruling.Of(state[target].Count == disks, "not-all-moved");
    }

    private static int Group(Match match, int group) => PuzzleText.Int(match.Groups[group].Value) ?? 0;
}
