using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Ponder.Verification;
using Xunit;
using Outcome = Ponder.Verification.Outcome;

namespace Ponder.Tests.Verification;

/// <summary>Model text is hostile: whatever it is, a verifier returns one and the same verdict, and none of these texts is right.</summary>
public sealed class HostileTextTests
{
    private const string Question = "Using the numbers [3, 5, 7], make 987654321.";
    private const string Answer = "987654321";

    private static readonly IVerifier[] All = [.. Verifiers.All.Where(k => k.Name is not ("csharp" or "format")).Select(k => Verifiers.Create(k.Name))];

    private static readonly string[] Fragments =
    [
        "\\boxed{", "}", "{", "\\frac{", "\\frac", "\\sqrt", "\\text{", "<think>", "</think>", "<answer>", "</answer>", "1", "23", ",", ".", "/", "%",
        "-", " ", "\n", "\\", "$", "e", "E+", "^", "_", "(", ")", "½", "\u2212", "４", "\ud800", "\udc00", "\0", "\u202e", "or", "million", "π", "=", "[", "]",
    ];

    public static TheoryData<string> Nasty =>
    [
        "", "\0", "\ud800", "\udfff\ud800", "\u202e\u200f", "\ufeff", "\\", "\\\\", "{", "}", "-", "--", ".", "..", "$", "%", "/", "^", "_", "\\frac", "\\frac{",
        "\\boxed", "\\boxed{", "\\boxed\\", "\\boxed{\\", "<think>", "</think>", "<answer>", "</answer><answer>", "=", "==", "NaN", "Infinity", "∞", "1e", "1e+", "1/", "/1",
        "1e999999999999", "1e-999999999999", "9**9**9", "2^2^2^2^2^2", "0x1F", "١٢٣",
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Nasty_text_gets_a_verdict(string text) => AssertVerdicts(text);

    [Fact]
    public void Huge_text_gets_a_verdict_in_one_pass()
    {
        string[] units =
        [
            "1", "1,", "1,234", "1 ", "1/", "1.", "123 ", "1e5", "{", "}", "\\boxed{", "\\boxed ", "\\boxed{}", "\\frac{", "\\frac{1}{", "\\frac", "\\frac{1", "\\sqrt[", "(", "-", "½", "\\",
            "<think>", "</think>", "<answer>", "[", "]", "[1]", "[1,", "a", "a1", " ", "\n", "1\n", "1 or ", "\ud800", "\u200b", "\0", "^", "1^", "_1", "$", "1 1/", "1 % ",
        ];
        foreach (var unit in units)
        {
            var text = new StringBuilder().Insert(0, unit, 60_000 / unit.Length).ToString();
            foreach (var verifier in All)
            {
                Assert.NotEqual(Outcome.Correct, verifier.Verify(new(Question, Answer, text)).Outcome);
            }
        }
    }

    [Fact]
    public void Megabyte_of_digits_gets_a_verdict() => AssertVerdicts(new string('7', 1 << 20));

    [Fact]
    public void Deeply_nested_closed_boxes_get_a_verdict()
    {
        const int depth = 100_000;

        AssertVerdicts(string.Concat(Enumerable.Repeat("\\boxed{", depth)) + "5" + new string('}', depth));
        AssertVerdicts(string.Concat(Enumerable.Repeat("\\frac{1}{", depth)) + "5" + new string('}', depth));
    }

    [Fact]
    public void Arbitrary_text_gets_a_verdict() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => AssertVerdicts(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Arbitrary_mixture_of_syntax_gets_a_verdict() =>
        Prop.ForAll(Gen.Elements(Fragments).ListOf().Select(string.Concat).ToArbitrary(), AssertVerdicts)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Arbitrary_mixture_as_question_and_reference_gets_a_verdict() =>
        Prop.ForAll(Gen.Elements(Fragments).ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            foreach (var verifier in All)
            {
                verifier.Verify(new(text, Answer, Answer));
                verifier.Verify(new(Question, text, "\\boxed{1}"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void AssertVerdicts(string text)
    {
        foreach (var verifier in All)
        {
            var request = new VerificationRequest(Question, Answer, text);
            var verdict = verifier.Verify(request);

            Assert.NotEqual(Outcome.Correct, verdict.Outcome);
            Assert.Equal(0, verdict.Score);
            Assert.True(verdict.Extracted is null || verdict.Extracted.Length <= 200);
            Assert.Equal(verdict.Extracted, verdict.Extracted is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(verdict.Extracted)));
            Assert.Equal(verdict, verifier.Verify(request));
        }
    }
}
