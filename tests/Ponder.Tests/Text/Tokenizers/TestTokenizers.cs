using Ponder.Text.Tokenizers;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>Small tokenizers of the project's own.</summary>
internal static class TestTokenizers
{
    /// <summary>Ids 0–2 special, then the 256 bytes in the order of the byte alphabet, then merges of common English.</summary>
    public static Tokenizer ByteLevel(string pre = "gpt-2") => Tokenizer.FromData(ByteLevelData(pre));

    public static TokenizerData ByteLevelData(string pre = "gpt-2")
    {
        var tokens = new List<string> { "<|endoftext|>", "<|im_start|>", "<|im_end|>" };
        tokens.AddRange(Enumerable.Range(0, 256).Select(b => ByteAlphabet.NameOf((byte)b).ToString()));
        string[] merges =
        [
            "h e", "Ġ t", "Ġt he", "i n", "in g", "Ġ a", "a n", "an d", "Ġ and", "Ġ Ġ", "ĠĠ ĠĠ", "l l", "e ll", "h ell", "hell o", "Ġ w",
            "o r", "Ġw or", "Ġwor l", "Ġworl d", "1 2", "' s", "Ċ Ċ", "Ã ©", "ð Ł", "ðŁ ĺ", "ðŁĺ Ģ",
        ];
        foreach (var merge in merges)
        {
            tokens.Add(merge.Replace(" ", "", StringComparison.Ordinal));
        }

        return new TokenizerData
        {
            Kind = "gpt2",
            Pre = pre,
            Tokens = tokens,
            Types = tokens.Select((_, id) => id < 3 ? 3 : 1).ToArray(),
            Merges = merges,
            BosId = 1,
            EosId = 2,
            AddBos = false,
        };
    }

    /// <summary>SentencePiece-style: unknown, BOS, EOS, 256 byte tokens, characters, words with falling scores.</summary>
    public static Tokenizer SentencePiece() => Tokenizer.FromData(SentencePieceData());

    public static TokenizerData SentencePieceData()
    {
        var tokens = new List<string> { "<unk>", "<s>", "</s>" };
        tokens.AddRange(Enumerable.Range(0, 256).Select(b => $"<0x{b:X2}>"));
        tokens.AddRange(["▁", "a", "b", "c", "d", "e", "h", "l", "n", "o", "t", "é", "▁t", "he", "▁the", "an", "and", "▁and", "ll", "llo"]);
        return new TokenizerData
        {
            Kind = "llama",
            Tokens = tokens,
            Scores = tokens.Select((_, id) => id < 271 ? 0f : -(id - 271)).ToArray(),
            Types = tokens.Select((_, id) => id == 0 ? 2 : id < 3 ? 3 : id < 259 ? 6 : 1).ToArray(),
            BosId = 1,
            EosId = 2,
            UnknownId = 0,
        };
    }
}
