using Ponder.Text.Tokenizers.Decoders;
using Ponder.Text.Tokenizers.Models;
using Ponder.Text.Tokenizers.Normalizers;
using Ponder.Text.Tokenizers.PreTokenizers;

namespace Ponder.Text.Tokenizers;

/// <summary>The components of a tokenizer in the order in which text passes them.</summary>
internal sealed record TokenizerParts
{
    public required IReadOnlyList<AddedToken> AddedTokens { get; init; }

    public required INormalizer? Normalizer { get; init; }

    public required IPreTokenizer? PreTokenizer { get; init; }

    /// <summary>Whether pieces are written in the byte alphabet before the model sees them.</summary>
    public required bool ByteLevel { get; init; }

    public required ITokenModel Model { get; init; }

    public required SpecialFrame Frame { get; init; }

    /// <summary>Whether reported offsets leave out the white space at the ends of a token.</summary>
    public required bool TrimOffsets { get; init; }

    public required DecoderChain Decoder { get; init; }

    /// <summary>The file that describes all of this.</summary>
    public required byte[] Json { get; init; }
}
