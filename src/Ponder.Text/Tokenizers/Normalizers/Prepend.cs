namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Puts a string before text that is not empty.</summary>
internal sealed class Prepend(string prefix) : INormalizer
{
    public AlignedText Apply(AlignedText text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        // The prefix shares the origin of the first character.
        var builder = new AlignedTextBuilder(text);
        var first = char.IsHighSurrogate(text.Value[0]) && text.Length > 1 ? 2 : 1;
        builder.Replace(0, first, prefix);
        builder.Copy(0, text.Length);
        return builder.Build();
    }
}
