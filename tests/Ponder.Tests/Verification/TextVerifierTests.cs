using Ponder.Verification.Format;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class TextVerifierTests
{
    [Theory]
    [InlineData("Paris", " Paris\n", Outcome.Correct)]
    [InlineData("Paris", "<think>Rome?</think>Paris", Outcome.Correct)]
    [InlineData("Paris", "paris", Outcome.Wrong)]
    [InlineData("Paris", "Paris.", Outcome.Wrong)]
    [InlineData("Paris", "", Outcome.Wrong)]
    [InlineData("Paris", "<think>Paris", Outcome.Wrong)]
    [InlineData(" ", "", Outcome.Undecided)]
    public void Exact_compares_the_trimmed_answer_part(string reference, string response, Outcome expected) =>
        Assert.Equal(expected, new ExactVerifier().Verify(new("", reference, response)).Outcome);

    [Fact]
    public void Exact_options_loosen_case_and_blanks()
    {
        var loose = new ExactVerifier(new ExactOptions { IgnoreCase = true, CollapseWhitespace = true });

        Assert.Equal(Outcome.Correct, loose.Verify(new("", "New York", "new \n york")).Outcome);
        Assert.Equal(Outcome.Wrong, loose.Verify(new("", "New York", "newyork")).Outcome);
    }

    [Theory]
    [InlineData("<think>4+3+0=07,7+5+0=12,4+7+1=12</think>1227", Outcome.Correct)]
    [InlineData("<think>nonsense</think> 1227 \n", Outcome.Correct)]
    [InlineData("</think>1227", Outcome.Correct)]
    [InlineData("1227", Outcome.Wrong)]
    [InlineData("<think>1227", Outcome.Wrong)]
    [InlineData("<think></think>1227</think>", Outcome.Wrong)]
    [InlineData("<think></think>12271227", Outcome.Wrong)]
    public void ThinkExact_judges_what_follows_the_last_closing_tag(string response, Outcome expected) =>
        Assert.Equal(expected, new ThinkExactVerifier().Verify(new("474+753=", "1227", response)).Outcome);
}
