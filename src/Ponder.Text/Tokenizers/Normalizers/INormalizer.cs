namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>Rewrites text before it is pre-tokenized.</summary>
internal interface INormalizer
{
    AlignedText Apply(AlignedText text);
}
