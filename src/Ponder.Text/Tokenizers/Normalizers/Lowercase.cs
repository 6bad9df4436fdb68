using System.Text;

namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Full lower-casing without a locale; U+0130 gives two characters, as Unicode's SpecialCasing says.</summary>
internal sealed class Lowercase : INormalizer
{
    public AlignedText Apply(AlignedText text)
    {
        var builder = new AlignedTextBuilder(text);
        var lowered = new char[2];
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text.Value, i, out var rune))
            {
                builder.Copy(i++, 1);
                continue;
            }

            var length = rune.Utf16SequenceLength;
            if (rune.Value == 0x130)
            {
                builder.Replace(i, length, "i\u0307");
            }
            else
            {
                builder.Replace(i, length, lowered.AsSpan(0, Rune.ToLowerInvariant(rune).EncodeToUtf16(lowered)));
            }

            i += length;
        }

        return builder.Build();
    }
}
