using System.Text.Json;
using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;

namespace Ponder.Tests.Verification.Mathematics;

public sealed class MathRulesTests
{
    [Theory]
    [InlineData("(-\\infty,3)\\cup(3,\\infty)", "x<3 \\text{ or } x>3")]
    [InlineData("[-2,7]", "-2\\le x\\le 7")]
    [InlineData("(-\\infty,-1)\\cup(1,\\infty)", "|x|>1")]
    [InlineData("[0,2]", "[0,1]\\cup[1,2]")]
    [InlineData("(3,\\infty)", "\\{x \\mid x>3\\}")]
    [InlineData("x>3", "2x>6")]
    [InlineData("\\sqrt{3}+\\sqrt{2}", "\\sqrt{5+2\\sqrt{6}}")]
    [InlineData("\\frac{\\pi}{4}", "4\\arctan\\frac15-\\arctan\\frac1{239}")]
    [InlineData("\\frac{\\sqrt5+1}{4}", "\\cos\\frac{\\pi}{5}")]
    [InlineData("e^{i\\pi}", "-1")]
    [InlineData("\\tan^2 y+1", "\\sec^2 y")]
    [InlineData("\\frac{1}{\\sqrt{n}}", "\\sqrt{\\frac1n}")]
    [InlineData("xy=6", "y=\\frac6x")]
    [InlineData("\\frac{\\pi}{4}+k\\pi", "\\frac{5\\pi}{4}+n\\pi")]
    [InlineData("\\frac{\\pi}{2}+k\\pi", "\\frac{\\pi}{2}+2k\\pi, -\\frac{\\pi}{2}+2k\\pi")]
    [InlineData("x=n\\pi, n\\in\\mathbb{Z}", "x=2m\\pi \\text{ or } x=(2m+1)\\pi, m\\in\\mathbb{Z}")]
    [InlineData("[-2,2]", "x^2\\le 4")]
    [InlineData("(-\\infty,0)\\cup[1,\\infty)", "\\frac{x-1}{x}\\ge 0")]
    [InlineData("(1-\\sqrt2,1+\\sqrt2)", "x^2<2x+1")]
    [InlineData("x^3>x", "x\\in(-1,0)\\cup(1,\\infty)")]
    [InlineData("(a+b+c+d+e+f+g)^{40}", "(g+f+e+d+c+b+a)^{39}(a+b+c+d+e+f+g)")]
    public void Same_meaning_in_another_form_is_correct(string gold, string answer) => Assert.Equal(Outcome.Correct, Judge(gold, answer));

    [Theory]
    [InlineData("[0,1)\\cup(1,2]", "[0,2]")]
    [InlineData("(-\\infty,-1)\\cup(1,\\infty)", "|x|\\ge1")]
    [InlineData("x>3", "y>3")]
    [InlineData("\\frac{\\pi}{4}", "4\\arctan\\frac15-\\arctan\\frac1{238}")]
    [InlineData("\\sqrt3-2", "\\sqrt{7-4\\sqrt3}")]
    [InlineData("\\frac{1}{2004!}", "\\frac{1}{2006!}")]
    [InlineData("2^{-99}", "2^{-98}")]
    [InlineData("1-\\frac1e", "1+\\frac1e")]
    [InlineData("x", "\\sqrt{x^2}")]
    [InlineData("12", "12.0001")]
    [InlineData("\\frac{\\pi}{4}+k\\pi", "\\frac{\\pi}{4}+2k\\pi")]
    [InlineData("(n-2)\\pi", "(n-1)\\pi")]
    [InlineData("[-2,2]", "x^2<4")]
    [InlineData("(0,1]", "\\frac{x-1}{x}\\ge 0")]
    [InlineData("(a+b+c+d+e+f+g)^{40}", "(a+b+c+d+e+f+h)^{40}")]
    [InlineData("x", "x+2305843009213693951")]
    public void Nearly_the_same_is_wrong(string gold, string answer) => Assert.NotEqual(Outcome.Correct, Judge(gold, answer));

    [Fact]
    public void Reward_profile_is_stricter_about_rounding_and_several_boxes()
    {
        Assert.Equal(Outcome.Correct, Judge("\\frac23", "0.667"));
        Assert.Equal(Outcome.Wrong, Judge("\\frac23", "0.667", VerifierProfile.Reward));
        Assert.Equal(Outcome.Correct, Judge("7", "8} or rather \\boxed{7"));
        Assert.Equal(Outcome.Wrong, Judge("7", "8} or rather \\boxed{7", VerifierProfile.Reward));
    }

    [Fact]
    public void Options_of_a_case_change_the_rules()
    {
        var request = new VerificationRequest("", "\\frac13", "0.33") { Options = JsonElement.Parse("""{"precision": 2, "unknown": []}""") };

        Assert.Equal(Outcome.Correct, new MathVerifier().Verify(request).Outcome);
        Assert.Equal(Outcome.Wrong, new MathVerifier().Verify(request with { Options = default }).Outcome);
    }

    [Theory]
    [InlineData("[-2,2]", "x^2\\le 4", "Solve $x^2 \\leq 4$.", Outcome.Wrong)]
    [InlineData("[-2,2]", "-2\\le x\\le 2", "Solve $x^2 \\leq 4$.", Outcome.Correct)]
    [InlineData("x=3", "2x=6", "Solve $2x = 6$ for x.", Outcome.Wrong)]
    [InlineData("2x=6", "2x=6", "Which line is $2x=6$?", Outcome.Correct)]
    public void Relation_that_the_question_contains_is_no_solution(string gold, string answer, string question, Outcome expected) =>
        Assert.Equal(expected, new MathVerifier().Verify(new VerificationRequest(question, gold, $"\\boxed{{{answer}}}")).Outcome);

    [Theory]
    [InlineData("5", "\\boxed{5}\\%", Outcome.Wrong)]
    [InlineData("0.05", "\\boxed{5}\\%", Outcome.Correct)]
    [InlineData("5\\%", "\\boxed{5}\\%", Outcome.Correct)]
    [InlineData("5", "\\boxed{5\\%}", Outcome.Wrong)]
    public void Percent_sign_behind_the_box_belongs_to_the_answer(string gold, string response, Outcome expected) =>
        Assert.Equal(expected, new MathVerifier().Verify(new VerificationRequest("", gold, response)).Outcome);

    [Theory]
    [InlineData(null, "7")]
    [InlineData(0, "7")]
    [InlineData(50, "8")]
    [InlineData(-1, "8")]
    public void Boxed_priority_orders_boxes_and_phrases(int? priority, string expected)
    {
        var verdict = new MathVerifier(new MathOptions { BoxedPriority = priority }).Verify(new VerificationRequest("", expected, "So \\boxed{7}. The final answer is 8."));

        Assert.Equal(Outcome.Correct, verdict.Outcome);
    }

    [Theory]
    [InlineData("C", "The answer is (C).", Outcome.Correct)]
    [InlineData("(C)", "\\boxed{\\text{C}}", Outcome.Correct)]
    [InlineData("C", "\\boxed{\\textbf{(C)}\\ 12}", Outcome.Correct)]
    [InlineData("C", "The answer is B.", Outcome.Wrong)]
    [InlineData("C", "The answer is (B) or (C).", Outcome.Wrong)]
    [InlineData("C", "I do not know", Outcome.Wrong)]
    public void Choice_is_the_letter(string gold, string response, Outcome expected) =>
        Assert.Equal(expected, new ChoiceVerifier().Verify(new VerificationRequest("", gold, response)).Outcome);

    private static Outcome Judge(string gold, string answer, VerifierProfile profile = VerifierProfile.Evaluation) =>
        new MathVerifier(new MathOptions { Profile = profile }).Verify(new VerificationRequest("", gold, $"\\boxed{{{answer}}}")).Outcome;
}
