using System.Runtime.InteropServices;
using System.Text;

namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Unicode normalization (UAX #15), one stretch of characters that depend on each other at a time.</summary>
/// <remarks>
/// Alignment as in the reference implementation: written characters take the places of the read ones in order. A composed
/// character takes the place of its first part and skips the others, and a character that decomposition adds shares the
/// place of the one before it.
/// </remarks>
internal sealed class UnicodeNormalizer(UnicodeForm form) : INormalizer
{
    private readonly bool _compatibility = form is UnicodeForm.Nfkc or UnicodeForm.Nfkd;
    private readonly bool _compose = form is UnicodeForm.Nfc or UnicodeForm.Nfkc;

    public AlignedText Apply(AlignedText text)
    {
        // Below these characters the forms change nothing.
        var limit = form switch { UnicodeForm.Nfc => '\u0300', UnicodeForm.Nfd => '\u00C0', _ => '\u00A0' };
        if (!text.Value.AsSpan().ContainsAnyInRange(limit, char.MaxValue))
        {
            return text;
        }

        var builder = new AlignedTextBuilder(text);
        var letters = new List<Letter>();
        for (var start = 0; start < text.Length;)
        {
            letters.Clear();
            var end = start;
            do
            {
                end += Decompose(text.Value, end, letters);
            }
            while (end < text.Length && DependsOnPrevious(text.Value, end));

            Reorder(letters);
            if (_compose)
            {
                Compose(letters);
            }

            Write(builder, text.Value, start, end, letters);
            start = end;
        }

        return builder.Build();
    }

    private int Decompose(string text, int index, List<Letter> letters)
    {
        if (!Rune.TryGetRuneAt(text, index, out var rune))
        {
            letters.Add(new Letter(text[index], 0));
            return 1;
        }

        var codes = new List<int>(4);
        UnicodeData.Instance.Decompose(rune.Value, _compatibility, codes);
        for (var i = 0; i < codes.Count; i++)
        {
            letters.Add(new Letter(codes[i], i == 0 ? 0 : 1));
        }

        return rune.Utf16SequenceLength;
    }

    private bool DependsOnPrevious(string text, int index)
    {
        if (text[index] < '\u00A0')
        {
            return false;
        }

        var letters = new List<Letter>(4);
        Decompose(text, index, letters);
        return UnicodeData.Instance.DependsOnPrevious(letters[0].Code);
    }

    /// <summary>Canonical ordering: a stable sort of every run of non-starters.</summary>
    private static void Reorder(List<Letter> letters)
    {
        var data = UnicodeData.Instance;
        for (var start = 0; start < letters.Count;)
        {
            var end = start;
            while (end < letters.Count && data.ClassOf(letters[end].Code) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var run = CollectionsMarshal.AsSpan(letters)[start..end];
                var keys = new long[run.Length];
                for (var i = 0; i < keys.Length; i++)
                {
                    keys[i] = ((long)data.ClassOf(run[i].Code) << 32) | (uint)i;
                }

                keys.AsSpan().Sort(run);
            }

            start = end + 1;
        }
    }

    private static void Compose(List<Letter> letters)
    {
        var data = UnicodeData.Instance;
        var (starter, lastClass, kept) = (-1, -1, 0);
        for (var i = 0; i < letters.Count; i++)
        {
            var letter = letters[i];
            int rank = data.ClassOf(letter.Code);
            if (starter >= 0 && lastClass < rank && data.Compose(letters[starter].Code, letter.Code) is >= 0 and var composite)
            {
                letters[starter] = new Letter(composite, letters[starter].Added + letter.Added - 1);
                continue;
            }

            if (rank == 0)
            {
                (starter, lastClass) = (kept, -1);
            }
            else
            {
                lastClass = rank;
            }

            letters[kept++] = letter;
        }

        letters.RemoveRange(kept, letters.Count - kept);
    }

    private static void Write(AlignedTextBuilder builder, string source, int start, int end, List<Letter> letters)
    {
        Span<char> units = stackalloc char[2];
        var (place, placeLength, next) = (start, 0, start);
        foreach (var (code, added) in letters)
        {
            for (var taken = 0; taken < 1 - added && next < end; taken++)
            {
                var length = char.IsHighSurrogate(source[next]) && next + 1 < end && char.IsLowSurrogate(source[next + 1]) ? 2 : 1;
                if (taken == 0)
                {
                    (place, placeLength) = (next, length);
                }

                next += length;
            }

            units[0] = (char)code;
            var written = code is >= 0xD800 and <= 0xDFFF ? 1 : new Rune(code).EncodeToUtf16(units);
            builder.Replace(place, placeLength, units[..written]);
        }
    }

    /// <summary>
    /// A code point, and how many characters it adds to the text: 1 for a further part of a decomposition, -n for a
    /// character composed of 1 + n.
    /// </summary>
    private readonly record struct Letter(int Code, int Added);
}
