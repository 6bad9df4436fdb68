namespace Ponder.Text.Tokenizers.Models;

/// <summary>Splits one pre-token into tokens of the vocabulary.</summary>
/// <remarks>Implementations are immutable and thread-safe.</remarks>
internal interface ITokenModel
{
    Vocabulary Vocabulary { get; }

    /// <summary>Appends the tokens of <paramref name="word"/>, which is not empty.</summary>
    void Encode(ReadOnlySpan<char> word, TokenBuffer tokens);
}
