using FsCheck;
using FsCheck.Fluent;
using Ponder.Verification;
using Ponder.Verification.Mathematics;
using Xunit;
using Outcome = Ponder.Verification.Outcome;

namespace Ponder.Tests.Verification.Mathematics;

/// <summary>Hostile answers: a verdict for every text, within the budget, and nothing of the text is executed.</summary>
public sealed class MathFuzzTests
{
    private static readonly string[] Pieces =
    [
        "\\boxed{", "}", "{", "\\frac", "\\sqrt", "[", "]", "(", ")", "^", "_", "!", "|", "\\begin{pmatrix}", "\\end{pmatrix}", "\\\\", "&", ",", "=", "<", "\\le", "x", "12", "0.5", "-", "+",
        "\\text{", "\\pm", "\\cup", "\\infty", "%", "$", "\\sin", "\\{", "\\}", ":", "\\log_", "e", "i", "\\pi", " and ", "\\sum_{k=1}^", "10^", "\\binom", "'", "\\left", "\\right", "°", "√", "\0", "\u202E", "\uD800",
        "\\in", "\\mid", "\\overline{", "\\over", "\\mathbb{R}", "\\setminus", "\\langle", "\\lfloor", "\\circ", "~", "\\,", "\\mathrm{", "\\det", "²", "½", "\\Rightarrow", "**", "####", "</think>", "answer is ", "答案是",
    ];

    private readonly MathVerifier _verifier = new();

    [Fact]
    public void Random_sequences_of_pieces_get_a_verdict_within_the_budget()
    {
        var state = 0x9E3779B97F4A7C15UL;
        for (var n = 0; n < 3_000; n++)
        {
            var text = new System.Text.StringBuilder("\\boxed{");
            for (var k = 0; k < 3 + (n % 40); k++)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.Append(Pieces[state % (ulong)Pieces.Length]);
            }

            Decide("x^2+1", text.ToString());
            Decide(text.ToString(), text + "}");
        }
    }

    [Theory]
    [InlineData("9", 1_000_000)]
    [InlineData("(", 10_000)]
    [InlineData("{", 10_000)]
    [InlineData("-", 10_000)]
    [InlineData("\\frac{1}{", 10_000)]
    [InlineData("\\sqrt{", 10_000)]
    [InlineData("\\boxed{", 10_000)]
    [InlineData("\\underline{", 10_000)]
    [InlineData("2^{", 10_000)]
    [InlineData("|", 10_000)]
    [InlineData("!", 10_000)]
    [InlineData("x", 100_000)]
    [InlineData("1,", 50_000)]
    [InlineData("$1$ and ", 20_000)]
    [InlineData("(x+1)", 5_000)]
    [InlineData("\uD800", 10_000)]
    [InlineData("[0,1)\\cup", 5_000)]
    public void Repetition_ends_within_the_budget(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        Decide("12", "\\boxed{" + text + "}");
        Decide("12", "The answer is " + text);
        Decide(text, "\\boxed{12}");
    }

    [Theory]
    [InlineData("10^{10^{10}}")]
    [InlineData("9^{9^{9^{9}}}")]
    [InlineData("(((50!)!)!)!")]
    [InlineData("\\sum_{k=1}^{10^9} k")]
    [InlineData("x^{10000000}-x^{9999999}")]
    [InlineData("\\prod_{i=1}^{2000}\\sum_{j=1}^{2000}(x+i)^j")]
    [InlineData("(a+b+c+d+e+f)^{99}")]
    [InlineData("\\sin\\sin\\sin\\sin 10^{300}")]
    [InlineData("e^{e^{e^{e^{10}}}}")]
    [InlineData("\\frac{1}{0}")]
    public void Monsters_are_not_the_answer(string monster)
    {
        Assert.NotEqual(Outcome.Correct, Decide("12", $"$\\boxed{{{monster}}}$"));
    }

    [Fact]
    public void Any_text_gets_a_verdict() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (gold, response) => { Decide(gold ?? "", response ?? ""); })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("__import__('os').system('touch {0}')")]
    [InlineData("exec(\"open('{0}','w').close()\")")]
    [InlineData("(lambda: open('{0}','w'))()")]
    [InlineData("System.IO.File.WriteAllText(\"{0}\", \"x\")")]
    [InlineData("System.Diagnostics.Process.Start(\"touch\", \"{0}\")")]
    [InlineData("$(touch {0})")]
    [InlineData("`touch {0}`")]
    [InlineData("\\immediate\\write18{touch {0}}")]
    public void Code_in_an_answer_never_runs(string code)
    {
        var witness = Path.Combine(Path.GetTempPath(), $"ponder-math-{Guid.NewGuid():N}");
        var text = code.Replace("{0}", witness, StringComparison.Ordinal);

        foreach (var response in new[] { $"\\boxed{{{text}}}", $"The answer is {text}", $"${text}$", text })
        {
            Assert.NotEqual(Outcome.Correct, Decide("12", response));
            Decide(text, response);
        }

        Assert.False(File.Exists(witness));
    }

    [Fact]
    public void Threads_share_one_verifier()
    {
        var golds = Enumerable.Range(0, 400).ToArray();
        Parallel.ForEach(golds, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n =>
        {
            Assert.Equal(Outcome.Correct, Decide($"{n}\\sqrt{{2}}", $"\\boxed{{\\sqrt{{{2 * n * n}}}}}"));
            Assert.Equal(Outcome.Wrong, Decide($"{n}\\sqrt{{2}}", $"\\boxed{{\\sqrt{{{(2 * n * n) + 1}}}}}"));
        });
    }

    private Outcome Decide(string gold, string response)
    {
        var verdict = _verifier.Verify(new VerificationRequest("", gold, response));
        Assert.InRange(verdict.Cost, 0, new MathOptions().Steps + 1_000_000);
        return verdict.Outcome;
    }
}
