using System.Text;
using Ponder.Verification.Numbers;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class NumberVerifierTests
{
    private static readonly NumberVerifier Verifier = new();

    [Theory]
    [InlineData("7", "3 + 4 = 7")]
    [InlineData("7", "It is 7.")]
    [InlineData("7", "7.00")]
    [InlineData("1080", "#### 1,080")]
    [InlineData("1,080", "The total is $1080.")]
    [InlineData("109200000", "$109.2 million")]
    [InlineData("1234567.5", "1,234,567.50")]
    [InlineData("14916", "14{,}916")]
    [InlineData("32349", "32,\\! 349 is 32,\\!349")]
    [InlineData("12345", "about 12 345 people")]
    [InlineData("12345", "12\u202f345")]
    [InlineData("12345", "12'345")]
    [InlineData("0.5", "x = .5")]
    [InlineData("1/2", "0.5")]
    [InlineData("0.75", "3/4")]
    [InlineData("0.75", "$\\frac{3}{4}$")]
    [InlineData("0.75", "\\dfrac34")]
    [InlineData("-0.75", "-\\frac{3}{4}")]
    [InlineData("7/4", "1 3/4 cups")]
    [InlineData("7/4", "1\\frac{3}{4}")]
    [InlineData("1.5", "1½")]
    [InlineData("0.28", "28%")]
    [InlineData("0.28", "28 \\%")]
    [InlineData("28%", "28 percent")]
    [InlineData("28%", "7/25")]
    [InlineData("-5", "the change is -5")]
    [InlineData("-5", "−5")]
    [InlineData("-5", "-$5")]
    [InlineData("-5", "$-5")]
    [InlineData("-5", "x = - 5")]
    [InlineData("5", "- 5")]
    [InlineData("42", "４２")]
    [InlineData("-4.5", "－４．５")]
    [InlineData("2500", "2.5e3")]
    [InlineData("42", "\u200f4\u200b2\u200e")]
    [InlineData("15", "The area is 15 cm^2.")]
    [InlineData("15", "The area is $15\\text{ cm}^{2}$")]
    [InlineData("45", "45^\\circ")]
    [InlineData("5", "He needs 5kg")]
    [InlineData("5", "答案是5")]
    [InlineData("12", "<think>maybe 13</think>12")]
    [InlineData("12", "<think>a</think>11<think>b</think>12")]
    [InlineData("5", "5 or 5.0")]
    [InlineData("5", "Step 1: 5")]
    [InlineData("5", "1\n2\n5")]
    [InlineData("5", "**5**")]
    [InlineData("3", "GPT-4 says 3, unlike GPT-4")]
    [InlineData("5", "5!")]
    [InlineData("5", "So \\boxed{5}! Great.")]
    [InlineData("5", "=> 5")]
    [InlineData("5", "> 5")]
    [InlineData("5", "<b>5</b>")]
    [InlineData("5", "Team B - 5")]
    [InlineData("5", "5 - I am sure")]
    [InlineData("0.75", "3 \\div 4")]
    [InlineData("0.75", "${3 \\over 4}$")]
    [InlineData("-4", "$-\\!4$")]
    [InlineData("28%", "28\\text{ percent}")]
    [InlineData("1500000", "$1.5\\text{ million}$")]
    [InlineData("1/6", "\\displaystyle\\frac{1}{6}")]
    [InlineData("016", "16")]
    public void Number_equal_value_is_correct(string reference, string response)
    {
        var verdict = Verifier.Verify(new("", reference, response));

        Assert.Equal((Outcome.Correct, 1.0), (verdict.Outcome, verdict.Score));
    }

    [Theory]
    [InlineData("7", "no idea", "no-number")]
    [InlineData("7", "", "no-number")]
    [InlineData("7", "8", "different-number")]
    [InlineData("28", "28%", "different-number")]
    [InlineData("5", "3 or 5", "several-answers")]
    [InlineData("5", "3, 4, 5", "several-answers")]
    [InlineData("5", "1, 2, ..., 5", "several-answers")]
    [InlineData("5", "3 5", "several-answers")]
    [InlineData("5", "3-5", "several-answers")]
    [InlineData("5", "**3** or **5**", "several-answers")]
    [InlineData("5", "2 + 5", "several-answers")]
    [InlineData("5", "2 \\times 5", "several-answers")]
    [InlineData("0", "12:00", "several-answers")]
    [InlineData("22", "1,22", "several-answers")]
    [InlineData("349", "32, 349", "several-answers")]
    [InlineData("5", "\\pm 5", "several-answers")]
    [InlineData("5", "±5", "several-answers")]
    [InlineData("10", "2^10", "several-answers")]
    [InlineData("10", "2^{10}", "several-answers")]
    [InlineData("10", "(1+1)^10", "part-of-expression")]
    [InlineData("204", "204_5", "base-numeral")]
    [InlineData("5", "5x", "not-a-number")]
    [InlineData("5", "5\\pi", "not-a-number")]
    [InlineData("5", "√5", "not-a-number")]
    [InlineData("5", "\\sqrt{5}", "not-a-number")]
    [InlineData("2", "\\frac{\\pi}{2}", "not-a-number")]
    [InlineData("3", "0.\\overline{3}", "not-a-number")]
    [InlineData("5", "{5}i", "not-a-number")]
    [InlineData("5", "{5}!", "part-of-expression")]
    [InlineData("5", "$5!$", "part-of-expression")]
    [InlineData("5", "5 + C", "part-of-expression")]
    [InlineData("5", "5-x", "part-of-expression")]
    [InlineData("5", "C + 5", "part-of-expression")]
    [InlineData("5", "x > 5", "relation")]
    [InlineData("5", "$x \\neq 5$", "relation")]
    [InlineData("5", "x >= 5", "relation")]
    [InlineData("5", "The answer is not 5.", "negated")]
    [InlineData("3", "1.2.3", "not-a-number")]
    [InlineData("2024", "1/5/2024", "not-a-number")]
    [InlineData("1", "1/0", "zero-denominator")]
    [InlineData("7", "<think>7", "unclosed-thought")]
    [InlineData("7", "7 <think>", "unclosed-thought")]
    [InlineData("7", "<think>7</think> seven", "no-number")]
    [InlineData("2", "x2", "no-number")]
    [InlineData("10", "1e1001", "number-too-long")]
    public void Number_anything_else_is_wrong(string reference, string response, string reason)
    {
        var verdict = Verifier.Verify(new("", reference, response));

        Assert.Equal((Outcome.Wrong, 0.0, reason), (verdict.Outcome, verdict.Score, verdict.Reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("3 or 5")]
    [InlineData("1/0")]
    [InlineData("x^2 + y^2 = 25")]
    [InlineData("a = 3, b = 4")]
    [InlineData("x > 5")]
    public void Number_unreadable_reference_is_undecided(string reference) =>
        Assert.Equal(Outcome.Undecided, Verifier.Verify(new("", reference, "5")).Outcome);

    [Fact]
    public void Number_values_beyond_double_precision_stay_distinct()
    {
        const string gold = "9007199254740993";

        Assert.Equal(Outcome.Wrong, Verifier.Verify(new("", gold, "9007199254740992")).Outcome);
        Assert.Equal(Outcome.Correct, Verifier.Verify(new("", gold, "9,007,199,254,740,993")).Outcome);
        Assert.Equal(Outcome.Wrong, Verifier.Verify(new("", "0.1", "0.1000000000000000055511151231257827")).Outcome);
    }

    [Fact]
    public void Number_megabyte_of_digits_is_wrong_and_short_in_the_verdict()
    {
        var verdict = Verifier.Verify(new("", "1", new string('1', 1 << 20)));

        Assert.Equal((Outcome.Wrong, "number-too-long"), (verdict.Outcome, verdict.Reason));
        Assert.InRange(verdict.Extracted!.Length, 1, 200);
    }
}
