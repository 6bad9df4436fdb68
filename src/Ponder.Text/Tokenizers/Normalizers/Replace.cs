namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Replaces every match of a pattern.</summary>
internal sealed class Replace(TextPattern pattern, string replacement) : INormalizer
{
    public AlignedText Apply(AlignedText text)
    {
        var matches = new List<(int Start, int Length)>();
        pattern.FindMatches(text.Value, matches);
        if (matches.Count == 0)
        {
            return text;
        }

        var builder = new AlignedTextBuilder(text);
        var done = 0;
        foreach (var (start, length) in matches)
        {
            builder.Copy(done, start - done);
            builder.Replace(start, length, replacement);
            done = start + length;
        }

        builder.Copy(done, text.Length - done);
        return builder.Build();
    }
}
