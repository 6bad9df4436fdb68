namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Removes white space at the ends.</summary>
internal sealed class Strip(bool left, bool right) : INormalizer
{
    public AlignedText Apply(AlignedText text)
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && char.IsWhiteSpace(text.Value[start]))
        {
            start++;
        }

        while (right && end > start && char.IsWhiteSpace(text.Value[end - 1]))
        {
            end--;
        }

        if (end - start == text.Length)
        {
            return text;
        }

        var builder = new AlignedTextBuilder(text);
        builder.Copy(start, end - start);
        return builder.Build();
    }
}
