namespace Ponder.Text.Tokenizers;

/// <summary>A stretch of text that pre-tokenization has cut out.</summary>
internal readonly record struct Piece(AlignedText Text, int Start, int Length)
{
    public ReadOnlySpan<char> Span => Text.Value.AsSpan(Start, Length);
}
