using Ponder.Cli.Generate;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli.Generate;

public sealed class AnswerWriterTests
{
    [Theory]
    [InlineData("<think>hm</think>42")]
    [InlineData("<|th|ink>|hm</thi|nk>4|2")]
    public void Thinking_is_dimmed_and_not_part_of_the_answer(string pieces)
    {
        using var output = new StringWriter();
        var writer = new AnswerWriter(output, width: 80);

        foreach (var piece in pieces.Split('|'))
        {
            writer.Write(piece);
        }

        writer.End();
        Assert.Equal("42", writer.Answer);
        Assert.Equal("hm\n42", output.ToString().Replace("\u001b[2m", "").Replace("\u001b[0m", "").Trim());
        Assert.Contains("\u001b[2m", output.ToString());
    }

    [Fact]
    public void Without_colours_the_tags_say_where_the_thought_ends()
    {
        using var output = new StringWriter();
        var writer = new AnswerWriter(output, width: null);

        writer.Write("<think>hm</think>42");
        writer.End();

        Assert.Equal("<think>hm</think>42", output.ToString().TrimEnd());
        Assert.Equal("42", writer.Answer);
    }

    [Fact]
    public void Text_that_only_looks_like_a_tag_is_written_at_the_end()
    {
        using var output = new StringWriter();
        var writer = new AnswerWriter(output, width: null);

        writer.Write("1 <th");
        writer.End();

        Assert.Equal("1 <th", output.ToString().TrimEnd());
        Assert.Equal("1 <th", writer.Answer);
    }

    [Fact]
    public void Control_characters_are_shown_and_not_obeyed()
    {
        using var output = new StringWriter();
        var writer = new AnswerWriter(output, width: 80);

        writer.Write("a\u001b[2Jb\u009bc\td\n");
        writer.End();

        Assert.Equal("a␛[2Jb\ufffdc\td\n", output.ToString().TrimEnd() + "\n");
    }

    [Fact]
    public void Words_are_not_broken_at_the_right_edge_however_the_pieces_fall()
    {
        using var output = new StringWriter();
        var writer = new AnswerWriter(output, width: 12);

        foreach (var piece in "Once upon a ti|me the|re was| a sto|ry.\n  Indent|ed 東京東京東京東京".Split('|'))
        {
            writer.Write(piece);
        }

        writer.End();
        Assert.Equal("Once upon a\ntime there\nwas a story.\n  Indented\n東京東京東京\n東京", output.ToString().TrimEnd());
    }
}
