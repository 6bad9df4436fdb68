using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

public sealed class CharacterTokenizerTests
{
    [Fact]
    public void Alphabet_gives_specials_then_further_tokens_then_characters()
    {
        var tokenizer = CharacterTokenizer.FromAlphabet("0123456789+=", ["<think>", "</think>"]);

        Assert.Equal((0, 1, 2, 17), (tokenizer.PadId, tokenizer.BosId, tokenizer.EosId, tokenizer.VocabularySize));
        Assert.Equal([1, 6, 7, 15, 8, 16], tokenizer.Encode("12+3=", addSpecial: true));
        Assert.Equal([3, 6, 4, 7, 2], tokenizer.Encode("<think>1</think>2<eos>"));
        Assert.Equal("<think>1</think>2", tokenizer.Decode([1, 3, 6, 4, 7, 2, 0]));
        Assert.Equal("<think>", tokenizer.TokenOf(3));
        Assert.True(tokenizer.IsSpecial(2) && !tokenizer.IsSpecial(3));
    }

    [Fact]
    public void Saved_tokenizer_loads_to_the_same_ids()
    {
        const string Text = "a é\n😀\"\\ z\t日<eos>";
        var tokenizer = CharacterTokenizer.FromTexts([Text.Replace("<eos>", "", StringComparison.Ordinal)]);
        using var folder = new TemporaryFolder();

        tokenizer.Save(folder.Path);
        var loaded = Tokenizer.FromFolder(folder.Path);

        Assert.Equal(tokenizer.Encode(Text, addSpecial: true), loaded.Encode(Text, addSpecial: true));
        Assert.Equal(Text, loaded.Decode(loaded.Encode(Text), skipSpecial: false));
        Assert.Equal((0, 1, 2), (loaded.PadId, loaded.BosId, loaded.EosId));
        Assert.Equal(tokenizer.VocabularySize, loaded.VocabularySize);
    }

    [Fact]
    public void Character_outside_the_alphabet_is_a_clear_error()
    {
        var tokenizer = CharacterTokenizer.FromAlphabet("01+=");

        var error = Assert.Throws<UserException>(() => tokenizer.Encode("1+😀"));

        Assert.Contains("😀", error.Message, StringComparison.Ordinal);
        Assert.Contains("U+1F600", error.Message, StringComparison.Ordinal);
        Assert.Contains("01+=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alphabet_empty_or_token_repeated_is_a_user_error()
    {
        Assert.Throws<UserException>(() => CharacterTokenizer.FromAlphabet(""));
        Assert.Throws<UserException>(() => CharacterTokenizer.FromAlphabet("ab", ["<eos>"]));
    }

    [Fact]
    public void Texts_give_their_characters_in_order_without_those_of_further_tokens()
    {
        var tokenizer = CharacterTokenizer.FromTexts(["ba", "<think>c"], ["<think>"]);

        Assert.Equal("abc", string.Concat(Enumerable.Range(4, 3).Select(tokenizer.TokenOf)));
        Assert.Equal(7, tokenizer.VocabularySize);
    }
}
