using Ponder.Verification.Instructions;
using Xunit;

namespace Ponder.Tests.Verification.Instructions;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("one. two", "one.|two")]
    [InlineData("No end", "No end")]
    [InlineData("A line\nanother line", "A line\nanother line")]
    [InlineData("Wait... what? Yes.", "Wait... what?|Yes.")]
    [InlineData("He said \"Stop!\" Then he left.", "He said \"Stop!\"|Then he left.")]
    [InlineData("It rains (a lot.) Go home.", "It rains (a lot.)|Go home.")]
    [InlineData("See Dr. Smith. Now.", "See Dr. Smith.|Now.")]
    [InlineData("J. Bach wrote it. Yes.", "J. Bach wrote it.|Yes.")]
    [InlineData("Pi is 3.14 here. Good.", "Pi is 3.14 here.|Good.")]
    [InlineData("What?! Go!", "What?!|Go!")]
    [InlineData("  Leading. Blank.  ", "  Leading.|Blank.")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void Sentences_end_where_they_should(string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', SentenceSplitter.Split(text)));
}
