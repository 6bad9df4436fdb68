using Ponder.Verification.Puzzles;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class CountdownVerifierTests
{
    private const string Question = "Using the numbers [44, 19, 35], make 98.";

    [Theory]
    [InlineData("44 + 19 + 35")]
    [InlineData("<think>44 - 19</think>\n(35 + 44) + 19")]
    [InlineData("Let me see.\n44 + 19 + 35 = 98\n")]
    [InlineData("It is \\boxed{44+19+35}.")]
    [InlineData("So <answer>44+(19+35)</answer> it is")]
    [InlineData("４４＋19+35")]
    public void Countdown_any_right_expression_is_correct(string response) =>
        Assert.Equal(Outcome.Correct, new CountdownVerifier().Verify(new(Question, "98", response)).Outcome);

    [Theory]
    [InlineData("98", "foreign-number")]
    [InlineData("44 + 19", "unused-number")]
    [InlineData("44 + 44 + 19 + 35 - 44", "foreign-number")]
    [InlineData("44 + 19 - 35", "misses-target")]
    [InlineData("44 + 19 + 35 = 99", "wrong-claim")]
    [InlineData("The answer is 44 + 19 + 35", "not-an-expression")]
    [InlineData("44 ** 19", "not-an-expression")]
    [InlineData("44 // 19 + 35", "not-an-expression")]
    [InlineData("-44 + 19 + 35", "not-an-expression")]
    [InlineData("44 19 35", "not-an-expression")]
    [InlineData("44(19 + 35)", "not-an-expression")]
    [InlineData("44 + 19.0 + 35", "not-an-expression")]
    [InlineData("44 / (19 - 19)", "division-by-zero")]
    [InlineData("__import__('os').system('ls')", "not-an-expression")]
    [InlineData("44 + 19 + 35,", "not-an-expression")]
    [InlineData("44 + 19 + 35, 44 * 19", "not-an-expression")]
    [InlineData("\\boxed{44+19+35} or \\boxed{44-19}", "several-answers")]
    [InlineData("<answer>44+19+35", "unclosed-answer")]
    [InlineData("\n \n", "no-answer")]
    [InlineData("<think>44+19+35", "unclosed-thought")]
    public void Countdown_anything_else_is_wrong(string response, string reason)
    {
        var verdict = new CountdownVerifier().Verify(new(Question, "98", response));

        Assert.Equal((Outcome.Wrong, reason), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public void Countdown_fractions_are_exact()
    {
        var verifier = new CountdownVerifier();

        Assert.Equal(Outcome.Correct, verifier.Verify(new("[8, 3, 8, 3]", "24", "8 / (3 - 8 / 3)")).Outcome);
        Assert.Equal(Outcome.Wrong, verifier.Verify(new("[7, 3, 1]", "2", "7 / 3 * 1")).Outcome);
    }

    [Fact]
    public void Countdown_subset_rule_allows_left_over_numbers()
    {
        var verifier = new CountdownVerifier(new CountdownOptions { UseAll = false });

        Assert.Equal(Outcome.Correct, verifier.Verify(new(Question, "63", "44 + 19")).Outcome);
        Assert.Equal(Outcome.Wrong, verifier.Verify(new(Question, "88", "44 + 44")).Outcome);
    }

    [Theory]
    [InlineData("Make 98 of 44 and 19", "98")]
    [InlineData("Make 98 of []", "98")]
    [InlineData("[44, 19, 35]", "ninety-eight")]
    public void Countdown_puzzle_without_numbers_or_target_is_undecided(string question, string answer) =>
        Assert.Equal(Outcome.Undecided, new CountdownVerifier().Verify(new(question, answer, "1")).Outcome);

    [Fact]
    public void Expression_depth_is_capped()
    {
        string Nested(int depth) => new string('(', depth) + "1" + new string(')', depth);

        Assert.Equal("1", ArithmeticExpression.Parse(Nested(ArithmeticExpression.MaxDepth)).Value.ToString());
        Assert.Equal("too-deep", ArithmeticExpression.Parse(Nested(ArithmeticExpression.MaxDepth + 1)).Defect);
        Assert.Equal("too-long", ArithmeticExpression.Parse(Nested(100_000)).Defect);
    }
}
