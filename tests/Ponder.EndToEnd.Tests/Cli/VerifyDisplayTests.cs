using Ponder.Cli;
using Ponder.Cli.Verify;
using Ponder.Verification;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

/// <summary>What <c>ponder verify</c> shows to a person.</summary>
public sealed class VerifyDisplayTests
{
    [Theory]
    [InlineData(null, "head  one two three four five six")]
    [InlineData(40, "head  one two three four five six")]
    [InlineData(30, "head  one two three four five\n      six")]
    [InlineData(10, "head  one two three four five six")]
    public void Paragraph_goes_on_below_its_beginning(int? columns, string expected) =>
        Assert.Equal(expected, Paragraph.Of("head  ", "one two three four five six", columns));

    [Fact]
    public void Paragraph_keeps_a_word_that_is_longer_than_a_line() =>
        Assert.Equal("a " + new string('x', 50) + "\n  yy", Paragraph.Of("a ", new string('x', 50) + " yy", 30));

    [Fact]
    public void Bar_shows_the_share_that_is_judged()
    {
        using var terminal = new StringWriter();
        var progress = new VerifyProgress(terminal, 400);
        var summary = new VerifySummary();
        summary.Count(Verdict.Wrong("other"));

        progress.Show(summary, 100);

        Assert.Contains(" 25 %", terminal.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 cases", terminal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_breaks_reasons_between_words()
    {
        var summary = new VerifySummary();
        for (var i = 0; i < 8; i++)
        {
            summary.Count(Verdict.Wrong($"reason-{i}"));
        }

        var lines = summary.Write("math", 1, 60).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length < 60, line));
        Assert.Equal(8, lines.Sum(line => line.Split("reason-").Length - 1));
    }
}
