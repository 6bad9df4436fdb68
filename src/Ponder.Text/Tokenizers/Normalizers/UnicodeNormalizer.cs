using System.Runtime.InteropServices;
using System.Text;

namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Unicode normalization (UAX #15), stretch by stretch so that the alignment stays close.</summary>
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

        var data = UnicodeData.Instance;
        var builder = new AlignedTextBuilder(text);
        var codes = new List<int>();
        for (var start = 0; start < text.Length;)
        {
            codes.Clear();
            var end = start;
            do
            {
                end += Decompose(text.Value, end, codes);
            }
            while (end < text.Length && DependsOnPrevious(text.Value, end));

            Reorder(codes, data);
            if (_compose)
            {
                Compose(codes, data);
            }

            Write(builder, text.Value.AsSpan(start, end - start), start, codes);
            start = end;
        }

        return builder.Build();
    }

    private int Decompose(string text, int index, List<int> codes)
    {
        if (!Rune.TryGetRuneAt(text, index, out var rune))
        {
            codes.Add(text[index]);
            return 1;
        }

        UnicodeData.Instance.Decompose(rune.Value, _compatibility, codes);
        return rune.Utf16SequenceLength;
    }

    private bool DependsOnPrevious(string text, int index)
    {
        if (text[index] < '\u00A0')
        {
            return false;
        }

        var codes = new List<int>(4);
        Decompose(text, index, codes);
        return UnicodeData.Instance.DependsOnPrevious(codes[0]);
    }

    /// <summary>Canonical ordering: a stable sort of every run of non-starters.</summary>
    private static void Reorder(List<int> codes, UnicodeData data)
    {
        for (var start = 0; start < codes.Count;)
        {
            var end = start;
            while (end < codes.Count && data.ClassOf(codes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var run = CollectionsMarshal.AsSpan(codes)[start..end];
                var keys = new long[run.Length];
                for (var i = 0; i < keys.Length; i++)
                {
                    keys[i] = ((long)data.ClassOf(run[i]) << 32) | (uint)i;
                }

                keys.AsSpan().Sort(run);
            }

            start = end + 1;
        }
    }

    private static void Compose(List<int> codes, UnicodeData data)
    {
        var (starter, lastClass, kept) = (-1, -1, 0);
        for (var i = 0; i < codes.Count; i++)
        {
            var (code, rank) = (codes[i], (int)data.ClassOf(codes[i]));
            if (starter >= 0 && (lastClass < rank || lastClass < 0) && data.Compose(codes[starter], code) is >= 0 and var composite)
            {
                codes[starter] = composite;
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

            codes[kept++] = code;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private static void Write(AlignedTextBuilder builder, ReadOnlySpan<char> source, int start, List<int> codes)
    {
        var written = new StringBuilder(codes.Count + 2);
        foreach (var code in codes)
        {
            if (code is >= 0xD800 and <= 0xDFFF)
            {
                written.Append((char)code);
            }
            else
            {
                written.Append(new Rune(code).ToString());
            }
        }

        var result = written.ToString();
        if (source.SequenceEqual(result))
        {
            builder.Copy(start, source.Length);
        }
        else
        {
            builder.Replace(start, source.Length, result);
        }
    }
}
