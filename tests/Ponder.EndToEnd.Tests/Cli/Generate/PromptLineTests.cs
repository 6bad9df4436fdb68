using Ponder.Cli.Generate;
using Ponder.Text;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli.Generate;

public sealed class PromptLineTests
{
    [Fact]
    public void Lines_hold_prompts_or_messages()
    {
        var lines = Read("{\"id\":7,\"prompt\":\"a\"}\n\n{\"messages\":[{\"role\":\"user\",\"content\":\"b\"}]}\n");

        Assert.Equal(("7", "a"), (lines[0].Id, lines[0].Prompt));
        Assert.Equal(("1", "b"), (lines[1].Id, lines[1].Messages?[0].Content));
    }

    [Theory]
    [InlineData("nonsense", "p.jsonl:2: not JSON")]
    [InlineData("[1]", "p.jsonl:2: expected an object with \"prompt\"")]
    [InlineData("{\"promt\":\"x\"}", "p.jsonl:2: expected an object with \"prompt\"")]
    [InlineData("{\"prompt\":3}", "p.jsonl:2: expected an object with \"prompt\"")]
    [InlineData("{\"messages\":[3]}", "p.jsonl:2: expected an object with \"prompt\"")]
    public void A_wrong_line_is_named_with_what_was_expected(string line, string message)
    {
        var error = Assert.Throws<UserException>(() => Read("{\"prompt\":\"fine\"}\n" + line));

        Assert.StartsWith(message, error.Message);
    }

    private static List<PromptLine> Read(string text)
    {
        using var reader = new StringReader(text);
        return [.. PromptLine.ReadAll(reader, "p.jsonl")];
    }
}
