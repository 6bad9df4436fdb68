namespace Ponder.Text.Tokenizers.PreTokenizers;

/// <summary>Turns found delimiters into parts, by the rules of Hugging Face's <c>SplitDelimiterBehavior</c>.</summary>
internal static class Delimiters
{
    public static void Split(
        Piece piece, List<(int Start, int Length)> matches, SplitBehavior behavior, bool invert, List<Piece> parts)
    {
        var stretches = new List<(int Start, int End, bool Match)>(2 * matches.Count + 1);
        var done = 0;
        foreach (var (start, length) in matches)
        {
            if (start > done)
            {
                stretches.Add((done, start, invert));
            }

            stretches.Add((start, start + length, !invert));
            done = start + length;
        }

        if (done < piece.Length)
        {
            stretches.Add((done, piece.Length, invert));
        }

        foreach (var (start, end) in Join(stretches, behavior))
        {
            if (end > start)
            {
                parts.Add(piece with { Start = piece.Start + start, Length = end - start });
            }
        }
    }

    private static List<(int Start, int End)> Join(List<(int Start, int End, bool Match)> stretches, SplitBehavior behavior)
    {
        var joined = new List<(int Start, int End)>(stretches.Count);
        var before = false;
        switch (behavior)
        {
            case SplitBehavior.Isolated:
                joined.AddRange(stretches.Select(s => (s.Start, s.End)));
                break;

            case SplitBehavior.Removed:
                joined.AddRange(stretches.Where(s => !s.Match).Select(s => (s.Start, s.End)));
                break;

            case SplitBehavior.Contiguous:
                foreach (var (start, end, match) in stretches)
                {
                    AddOrExtend(joined, start, end, extend: match == before && joined.Count > 0);
                    before = match;
                }

                break;

            case SplitBehavior.MergedWithPrevious:
                foreach (var (start, end, match) in stretches)
                {
                    AddOrExtend(joined, start, end, extend: match && !before && joined.Count > 0);
                    before = match;
                }

                break;

            case SplitBehavior.MergedWithNext:
                for (var i = stretches.Count - 1; i >= 0; i--)
                {
                    var (start, end, match) = stretches[i];
                    if (match && !before && joined.Count > 0)
                    {
                        joined[^1] = (start, joined[^1].End);
                    }
                    else
                    {
                        joined.Add((start, end));
                    }

                    before = match;
                }

                joined.Reverse();
                break;

            default:
                throw new System.Diagnostics.UnreachableException();
        }

        return joined;
    }

    private static void AddOrExtend(List<(int Start, int End)> joined, int start, int end, bool extend)
    {
        if (extend)
        {
            joined[^1] = (joined[^1].Start, end);
        }
        else
        {
            joined.Add((start, end));
        }
    }
}
