using Ponder.Verification.Code.Comparing;
using Xunit;

namespace Ponder.Tests.Verification.Code;

public sealed class OutputCheckerTests
{
    [Theory]
    [InlineData(CheckerKind.Exact, "a\n", "a\n", true)]
    [InlineData(CheckerKind.Exact, "a\n", "a", false)]
    [InlineData(CheckerKind.Lines, "a b\nc\n", "a b  \r\nc\n\n", true)]
    [InlineData(CheckerKind.Lines, "a b\nc\n", "a  b\nc\n", false)]
    [InlineData(CheckerKind.Lines, "a\nb\n", "a\n", false)]
    [InlineData(CheckerKind.Lines, "a\n", "\na\n", false)]
    [InlineData(CheckerKind.Tokens, "1 2\n3", "1\t2 3\n", true)]
    [InlineData(CheckerKind.Tokens, "1 2 3", "1 2 3 4", false)]
    [InlineData(CheckerKind.Tokens, "1 2 3", "1 2", false)]
    [InlineData(CheckerKind.Tokens, "Yes", "yes", false)]
    [InlineData(CheckerKind.UnorderedLines, "a 1\nb 2", "b 2\na 1\n", true)]
    [InlineData(CheckerKind.UnorderedLines, "a\na\nb", "a\nb\nb", false)]
    [InlineData(CheckerKind.UnorderedLines, "a b\nc", "b a\nc", false)]
    [InlineData(CheckerKind.UnorderedLinesAndTokens, "a b\nc", "c\nb a", true)]
    [InlineData(CheckerKind.UnorderedLinesAndTokens, "a b\nc", "a c\nb", false)]
    public void Output_is_compared_by_the_rule(CheckerKind kind, string expected, string output, bool equal) =>
        Assert.Equal(equal, new OutputChecker(kind).Compare(expected, output).IsEqual);

    [Theory]
    [InlineData("1.0 2", "1.00005 2.0", true)]
    [InlineData("1.0 2", "1.001 2", false)]
    [InlineData("1000000", "1000050", true)]
    [InlineData("1000000", "1000200", false)]
    [InlineData("3", "3\0", false)]
    [InlineData("0", "nan", false)]
    [InlineData("inf", "1e308", false)]
    [InlineData("NaN", "nan", false)]
    [InlineData("1e400", "Infinity", false)]
    [InlineData("Infinity", "infinity", true)]
    [InlineData("x 1", "y 1", false)]
    [InlineData("1 2", "1", false)]
    public void Numbers_are_compared_within_the_tolerance(string expected, string output, bool equal) =>
        Assert.Equal(equal, new OutputChecker(CheckerKind.Numbers) { Absolute = 1e-4, Relative = 1e-4 }.Compare(expected, output).IsEqual);

    [Fact]
    public void Blanks_alone_are_a_fault_of_presentation()
    {
        Assert.True(new OutputChecker(CheckerKind.Exact).Compare("1 2\n", "1  2").IsPresentation);
        Assert.False(new OutputChecker(CheckerKind.Exact).Compare("1 2\n", "1 3").IsPresentation);
    }
}
