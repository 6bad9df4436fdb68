using Ponder.Verification.Numbers;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class BoxedNumberVerifierTests
{
    private static readonly BoxedNumberVerifier Verifier = new();

    [Theory]
    [InlineData("80", "51 + 29 = 80. The answer is \\boxed{80}.")]
    [InlineData("80", "\\boxed{81} no, \\boxed{80}")]
    [InlineData("80", "\\boxed{80} and again \\boxed{80}")]
    [InlineData("0.75", "$\\boxed{\\frac{3}{4}}$")]
    [InlineData("0.75", "\\boxed{ {\\frac{3}{4}} }")]
    [InlineData("1080", "\\boxed{\\$1{,}080}")]
    [InlineData("15", "\\boxed{15\\text{ cm}^2}")]
    [InlineData("15", "\\boxed{15 \\, \\mathrm{km/h}}")]
    [InlineData("15", "\\boxed{x = 15}")]
    [InlineData("15", "\\boxed{15 apples}")]
    [InlineData("-5", "\\boxed{- 5}")]
    [InlineData("28%", "\\boxed{28\\%}")]
    [InlineData("80", "\\boxed{51 + 29 = 80}")]
    [InlineData("15", "\\boxed{15 \\mathrm{~miles}}")]
    [InlineData("45", "\\boxed{45\\degree}")]
    [InlineData("12", "\\boxed{12\\ }")]
    [InlineData("28%", "\\boxed{28\\text{ percent}}")]
    [InlineData("0.75", "\\boxed{{3 \\over 4}}")]
    [InlineData("5", "\\boxed {5}")]
    [InlineData("5", "\\fbox{5}")]
    [InlineData("5", "\\boxed{\\boxed{5}}")]
    [InlineData("5", "<think>\\boxed{6}</think>\\boxed{5}")]
    [InlineData("5", "\\boxed{5} — put it in \\boxed")]
    public void Boxed_equal_value_is_correct(string reference, string response) =>
        Assert.Equal(Outcome.Correct, Verifier.Verify(new("", reference, response)).Outcome);

    [Theory]
    [InlineData("5", "The answer is 5", "no-box")]
    [InlineData("5", "\\boxed", "no-box")]
    [InlineData("5", "<think>\\boxed{5}</think> so 5", "no-box")]
    [InlineData("5", "\\boxed{5", "unclosed-box")]
    [InlineData("5", "\\boxed{5} then \\boxed{5", "unclosed-box")]
    [InlineData("5", "\\boxed{5\\}", "unclosed-box")]
    [InlineData("5", "\\boxed{}", "not-a-number")]
    [InlineData("5", "\\boxed{3, 5}", "not-a-number")]
    [InlineData("5", "\\boxed{3 or 5}", "not-a-number")]
    [InlineData("5", "\\boxed{not 5}", "not-a-number")]
    [InlineData("5", "\\boxed{5 million}", "different-number")]
    [InlineData("5", "\\boxed{x > 5}", "not-a-number")]
    [InlineData("5", "\\boxed{x >= 5}", "not-a-number")]
    [InlineData("5", "\\boxed{5x}", "not-a-number")]
    [InlineData("5", "\\boxed{x+5}", "not-a-number")]
    [InlineData("5", "\\boxed{5'}", "not-a-number")]
    [InlineData("5", "\\boxed{5!}", "not-a-number")]
    [InlineData("5", "\\boxed{x^2 + 1 = 5}", "not-a-number")]
    [InlineData("5", "\\boxed{6}", "different-number")]
    [InlineData("5", "\\boxed{3} or \\boxed{5}", "several-answers")]
    [InlineData("5", "$\\boxed{3}$, $\\boxed{5}$", "several-answers")]
    [InlineData("5", "\\boxed{\\sqrt{25}}", "not-a-number")]
    public void Boxed_anything_else_is_wrong(string reference, string response, string reason)
    {
        var verdict = Verifier.Verify(new("", reference, response));

        Assert.Equal((Outcome.Wrong, reason), (verdict.Outcome, verdict.Reason));
    }
}
