using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ponder.Text.Tokenizers;

/// <summary>Finds added tokens in text: leftmost, then longest.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Node _root = new();
    private readonly SearchValues<char> _first;

    public AddedTokenMatcher(IEnumerable<(string Pattern, AddedToken Token)> tokens)
    {
        var first = new HashSet<char>();
        foreach (var (pattern, token) in tokens)
        {
            if (pattern.Length == 0)
            {
                continue;
            }

            first.Add(pattern[0]);
            var node = _root;
            foreach (var c in pattern)
            {
                node.Children ??= [];
                if (!node.Children.TryGetValue(c, out var child))
                {
                    node.Children[c] = child = new Node();
                }

                node = child;
            }

            node.Token ??= token;
        }

        _first = SearchValues.Create(first.ToArray());
        IsEmpty = first.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>Cuts a text into stretches that are an added token and stretches that are not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="specialAsText">Whether special tokens are left as ordinary text.</param>
    /// <param name="found">Receives the stretches in order; the token is null for ordinary text.</param>
    public void Split(string text, bool specialAsText, List<(int Start, int Length, AddedToken? Token)> found)
    {
        var emitted = 0;
        var from = 0;
        while (!IsEmpty && from < text.Length)
        {
            var next = text.AsSpan(from).IndexOfAny(_first);
            if (next < 0)
            {
                break;
            }

            var start = from + next;
            var (token, length) = Longest(text, start);
            if (token is null)
            {
                from = start + 1;
                continue;
            }

            var end = from = start + length;
            if ((specialAsText && token.Special) || (token.SingleWord && TouchesWord(text, start, end)))
            {
                continue;
            }

            if (token.StripLeft)
            {
                while (start > emitted && char.IsWhiteSpace(text[start - 1]))
                {
                    start--;
                }
            }

            if (token.StripRight)
            {
                while (end < text.Length && char.IsWhiteSpace(text[end]))
                {
                    end++;
                }
            }

            if (start < emitted)
            {
                continue;
            }

            if (emitted < start)
            {
                found.Add((emitted, start - emitted, null));
            }

            found.Add((start, end - start, token));
            emitted = end;
        }

        if (emitted < text.Length)
        {
            found.Add((emitted, text.Length - emitted, null));
        }
    }

    private (AddedToken? Token, int Length) Longest(string text, int start)
    {
        var node = _root;
        (AddedToken? Token, int Length) best = (null, 0);
        for (var i = start; i < text.Length && node.Children is not null && node.Children.TryGetValue(text[i], out node); i++)
        {
            if (node.Token is not null)
            {
                best = (node.Token, i - start + 1);
            }
        }

        return best;
    }

    private static bool TouchesWord(string text, int start, int end)
    {
        if (start > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var before, out _) == OperationStatus.Done && IsWord(before))
        {
            return true;
        }

        return end < text.Length && Rune.DecodeFromUtf16(text.AsSpan(end), out var after, out _) == OperationStatus.Done && IsWord(after);
    }

    private static bool IsWord(Rune rune)
    {
        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.LetterNumber;
    }

    private sealed class Node
    {
        public Dictionary<char, Node>? Children { get; set; }

        public AddedToken? Token { get; set; }
    }
}
