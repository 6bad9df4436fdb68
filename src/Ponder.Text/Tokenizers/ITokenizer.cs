namespace Ponder.Text.Tokenizers;

/// <summary>Text to token ids and back.</summary>
/// <remarks>Implementations are immutable and thread-safe.</remarks>
public interface ITokenizer
{
    /// <summary>Number of ids, special and added tokens included.</summary>
    int VocabularySize { get; }

    /// <summary>Beginning-of-sequence id, if there is one.</summary>
    int? BosId { get; }

    /// <summary>End-of-sequence id, if there is one.</summary>
    int? EosId { get; }

    /// <summary>Padding id, if there is one.</summary>
    int? PadId { get; }

    /// <summary>Encodes <paramref name="text"/>; special tokens written in the text are recognised.</summary>
    /// <param name="text">The text.</param>
    /// <param name="addSpecial">Whether what the tokenizer's post-processor adds (BOS, EOS) is added.</param>
    int[] Encode(string text, bool addSpecial = false);

    /// <summary>Decodes ids; invalid UTF-8 becomes U+FFFD.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecial = true);

    /// <summary>Starts decoding a completion id by id, for streaming.</summary>
    /// <param name="skipSpecial">Whether special tokens are left out.</param>
    DetokenizerStream StreamDecode(bool skipSpecial = true);

    /// <summary>Id of a token written exactly so, or null.</summary>
    int? IdOf(string token);

    /// <summary>The token of an id as the vocabulary writes it.</summary>
    string TokenOf(int id);

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c> into a model folder.</summary>
    void Save(string folder);
}
