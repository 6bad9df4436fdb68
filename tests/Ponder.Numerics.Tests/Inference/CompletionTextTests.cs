using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ponder.Inference.Detokenizing;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

public class CompletionTextTests
{
    private static readonly ByteTokenizer Tokenizer = new();

    [Fact]
    public void Text_half_characters_wait_for_the_rest()
    {
        var text = new CompletionText(Tokenizer, Tokenizer.Encode("a"), []);
        string[] pieces = [.. Tokenizer.Encode("é😀!").Select(text.Append)];
        Assert.Equal(["", "é", "", "", "", "😀", "!"], pieces);
        Assert.Equal("é😀!", text.Text);
    }

    [Fact]
    public void Text_unfinished_character_comes_out_at_the_end()
    {
        var text = new CompletionText(Tokenizer, [], []);
        Assert.Equal("", text.Append(0xC3));
        Assert.Equal("\uFFFD", text.Finish());
    }

    [Fact]
    public void Text_of_any_utf8_streams_to_the_whole()
    {
        Prop.ForAll<string>(value =>
        {
            string clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value ?? "")).Replace("\uFFFD", "", StringComparison.Ordinal);
            var text = new CompletionText(Tokenizer, Tokenizer.Encode("prompt"), []);
            var streamed = new StringBuilder();
            foreach (int id in Tokenizer.Encode(clean))
            {
                streamed.Append(text.Append(id));
            }
            streamed.Append(text.Finish());
            return streamed.ToString() == clean && text.Text == clean;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Text_stop_across_tokens_is_cut_and_its_beginning_held_back()
    {
        var text = new CompletionText(Tokenizer, [], ["<end>", "\n\n"]);
        string[] pieces = [.. Tokenizer.Encode("a<enb<end").Select(text.Append)];
        Assert.Equal(["a", "", "", "", "<enb", "", "", "", ""], pieces);
        Assert.Null(text.StopString);

        Assert.Equal("", text.Append('>'));

        Assert.Equal("<end>", text.StopString);
        Assert.Equal("a<enb", text.Text);
        Assert.Equal("", text.Finish());
    }

    [Fact]
    public void Text_beginning_of_a_stop_at_the_end_is_given_out()
    {
        var text = new CompletionText(Tokenizer, [], ["STOP"]);
        text.Append(Tokenizer.Encode("abST"));
        Assert.Equal("ST", text.Finish());
        Assert.Equal("abST", text.Text);
    }

    [Fact]
    public void Text_the_earliest_of_several_stops_counts()
    {
        var text = new CompletionText(Tokenizer, [], ["cd", "bc"]);
        text.Append(Tokenizer.Encode("abcd"));
        Assert.Equal("bc", text.StopString);
        Assert.Equal("a", text.Text);
    }
}
