using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;

namespace Ponder.Tests.Verification.Mathematics;

public sealed class MathVerifierTests
{
    private readonly MathVerifier _verifier = new();

    [Theory]
    [InlineData("12", "The answer is 12.")]
    [InlineData("12", "#### 12.00")]
    [InlineData("12", "答案是12个苹果。")]
    [InlineData("12", "<think>\\boxed{5}</think>\\boxed{12}")]
    [InlineData("1000", "$\\boxed{1{,}000}$")]
    [InlineData("\\frac{1}{2}", "\\boxed{0.5}")]
    [InlineData("\\frac{7}{3}", "\\boxed{2\\frac{1}{3}}")]
    [InlineData("20\\%", "The answer is 0.2.")]
    [InlineData("2\\sqrt{2}", "\\boxed{\\sqrt8}")]
    [InlineData("x^2-1", "$\\boxed{(x-1)(x+1)}$")]
    [InlineData("5\\text{ km}", "\\boxed{5000 \\text{ m}}")]
    [InlineData("1,2", "\\boxed{x=2 \\text{ or } x=1}")]
    [InlineData("\\begin{pmatrix}1\\\\2\\end{pmatrix}", "\\boxed{\\begin{bmatrix}1\\\\2\\end{bmatrix}}")]
    [InlineData("204_5", "\\boxed{0204_5}")]
    [InlineData("\\text{Tuesday}", "**Answer:** tuesday")]
    public void Answer_of_equal_meaning_is_correct(string gold, string response) =>
        Assert.Equal(Outcome.Correct, Judge(gold, response).Outcome);

    [Theory]
    [InlineData("12", "The answer is not 12.")]
    [InlineData("12", "\\boxed{12} or \\boxed{13}")]
    [InlineData("12", "<think>\\boxed{12}")]
    [InlineData("12", "\\boxed{}")]
    [InlineData("12", "\\boxed{12.0000000000000000000000000000001}")]
    [InlineData("12", "\\boxed{x^2+y^2=12}")]
    [InlineData("5", "\\boxed{5\\%}")]
    [InlineData("(0,9)", "\\boxed{[0,9)}")]
    [InlineData("(1,2)", "\\boxed{(2,1)}")]
    [InlineData("x^2+x", "\\boxed{w^2+w}")]
    [InlineData("5\\text{ km}", "\\boxed{5 \\text{ m}}")]
    [InlineData("204_5", "\\boxed{204_7}")]
    [InlineData("\\text{Tuesday}", "**Answer:** not Tuesday")]
    public void Answer_of_other_meaning_is_wrong(string gold, string response) =>
        Assert.Equal(Outcome.Wrong, Judge(gold, response).Outcome);

    [Fact]
    public void Explanation_names_extraction_trees_and_rule()
    {
        var (_, explanation) = _verifier.Judge(["\\frac12"], "So \\boxed{0.5}.");

        Assert.Equal("0.5", explanation.Extracted);
        Assert.Equal("box", explanation.Source);
        Assert.Equal("(* 1 (^ 2 -1))", explanation.GoldTree);
        Assert.Equal("1/2", explanation.PredictionTree);
        Assert.Equal("equal numbers", explanation.Rule);
        Assert.True(explanation.Steps > 0);
    }

    private Verdict Judge(string gold, string response) => _verifier.Verify(new VerificationRequest("", gold, response));
}
