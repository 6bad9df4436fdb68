namespace Ponder.Verification.Puzzles.Families;

/// <summary>The closing brackets that a sequence lacks, and no more.</summary>
internal static class Brackets
{
    private const string Opening = "([{<";
    private const string Closing = ")]}>";

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (puzzle.After("Sequence: ")?.Trim() is not { Length: > 0 } text)
        {
            return Ruling.Unreadable;
        }

        var open = new Stack<char>();
        return !Read(text, open) ? Ruling.Unreadable
            : answer.Any(c => !Closing.Contains(c)) ? Ruling.Malformed
            : Ruling.Of(Read(answer, open) && open.Count == 0, "unbalanced");
    }

    private static bool Read(string text, Stack<char> open)
    {
        foreach (var c in text)
        {
            if (Opening.IndexOf(c) is >= 0 and var kind)
            {
                open.Push(Closing[kind]);
            }
            else if (!open.TryPop(out var wanted) || wanted != c)
            {
                return false;
            }
        }

        return true;
    }
}
