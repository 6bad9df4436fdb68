using Ponder.Text.Tokenizers.Json;

namespace Ponder.Text.Tokenizers;

/// <summary>
/// Tokenizers for models made from nothing: one token per character. Ids: <c>&lt;pad&gt;</c> 0, <c>&lt;bos&gt;</c> 1,
/// <c>&lt;eos&gt;</c> 2, then further tokens as given, then the characters in the order of the alphabet.
/// </summary>
/// <remarks>
/// What they save is an ordinary <c>tokenizer.json</c>: BPE over a vocabulary of single characters without merges, which
/// Hugging Face's <c>tokenizers</c> reads as well. Text with a character outside the alphabet is a
/// <see cref="UserException"/>, here and after loading.
/// </remarks>
public static class CharacterTokenizer
{
    /// <summary>Text of the padding token.</summary>
    public const string Pad = "<pad>";

    /// <summary>Text of the beginning-of-sequence token, which <c>addSpecial</c> puts first.</summary>
    public const string Bos = "<bos>";

    /// <summary>Text of the end-of-sequence token.</summary>
    public const string Eos = "<eos>";

    /// <summary>Creates the tokenizer of an alphabet.</summary>
    /// <param name="alphabet">The characters (code points); repeated ones count once.</param>
    /// <param name="furtherTokens">Further tokens of several characters, such as <c>&lt;think&gt;</c>; they are part of the
    /// text, not special.</param>
    /// <param name="chatTemplate">The chat template that is saved with it, if any.</param>
    /// <exception cref="UserException">The alphabet is empty, or a further token is empty or repeated.</exception>
    public static Tokenizer FromAlphabet(string alphabet, IEnumerable<string>? furtherTokens = null, string? chatTemplate = null)
    {
        var tokens = new List<string> { Pad, Bos, Eos };
        foreach (var token in furtherTokens ?? [])
        {
            if (token.Length == 0 || tokens.Contains(token))
            {
                throw new UserException($"further tokens of a character tokenizer: \"{token}\" is empty or occurs twice");
            }

            tokens.Add(token);
        }

        var added = tokens.Select((token, id) => new AddedToken { Id = id, Content = token, Special = id < 3 }).ToArray();
        foreach (var character in Characters(alphabet))
        {
            if (!tokens.Contains(character))
            {
                tokens.Add(character);
            }
        }

        if (tokens.Count == added.Length)
        {
            throw new UserException("the alphabet of a character tokenizer is empty: give the characters that its texts are made of");
        }

        var json = new TokenizerJsonWriter
        {
            Tokens = tokens,
            AddedTokens = added,
            Frame = new SpecialFrame([1], []),
            Decoder = """{"type":"Fuse"}""",
        };
        var config = new TokenizerConfig { PadToken = Pad, BosToken = Bos, EosToken = Eos, ChatTemplate = chatTemplate };
        return Tokenizer.FromJson(json.Write(), config, "character tokenizer");
    }

    /// <summary>Creates the tokenizer of all characters that occur in some texts, in the order of their code points.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="furtherTokens">As in <see cref="FromAlphabet"/>; their characters need not occur otherwise.</param>
    /// <param name="chatTemplate">The chat template that is saved with it, if any.</param>
    public static Tokenizer FromTexts(
        IEnumerable<string> texts, IEnumerable<string>? furtherTokens = null, string? chatTemplate = null)
    {
        var further = (furtherTokens ?? []).ToArray();
        var found = new SortedSet<int>();
        foreach (var text in texts)
        {
            var rest = further.Aggregate(text, (t, token) => t.Replace(token, "", StringComparison.Ordinal));
            foreach (var rune in rest.EnumerateRunes())
            {
                found.Add(rune.Value);
            }
        }

        return FromAlphabet(string.Concat(found.Select(c => char.ConvertFromUtf32(c))), further, chatTemplate);
    }

    private static IEnumerable<string> Characters(string alphabet)
    {
        foreach (var rune in alphabet.EnumerateRunes())
        {
            yield return rune.ToString();
        }
    }
}
