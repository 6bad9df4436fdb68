using System.Text.Json;
using Ponder.Verification;
using Ponder.Verification.Format;
using Xunit;

namespace Ponder.Tests.Verification.Format;

public sealed class FormatGateTests
{
    [Theory]
    [InlineData("<think>a</think>b", null)]
    [InlineData("\n<think>\na\n</think>\n\nb\n", null)]
    [InlineData("<think>a</think><answer>b</answer>\n", null)]
    [InlineData("", "no-thought")]
    [InlineData("b", "no-thought")]
    [InlineData("<think>a", "unclosed-thought")]
    [InlineData("a</think>b", "unopened-thought")]
    [InlineData("</think>a<think>b", "tags-out-of-order")]
    [InlineData("<think>a</think>b<think>c</think>d", "repeated-tag")]
    [InlineData("<think><think>a</think></think>b", "repeated-tag")]
    [InlineData("<THINK>x<think>a</think>b", "repeated-tag")]
    [InlineData("so <think>a</think>b", "text-before-thought")]
    [InlineData("<think> </think>b", "empty-thought")]
    [InlineData("<think>a</think> \n", "empty-answer")]
    [InlineData("<think>a</think><answer> </answer>", "empty-answer")]
    [InlineData("<think>a</think><answer>b", "unclosed-answer")]
    [InlineData("<think>a</think></answer>b<answer>", "tags-out-of-order")]
    [InlineData("<think>a<answer></think>b</answer>", "tags-out-of-order")]
    [InlineData("<think>a</think><answer>b</answer> c", "text-after-answer")]
    [InlineData("<think>a</think><answer>b</answer><answer>c</answer>", "repeated-tag")]
    public void Defect_is_named(string response, string? defect) => Assert.Equal(defect, FormatGate.Defect(response, new FormatOptions()));

    [Theory]
    [InlineData("a</think>b", null)]
    [InlineData("<think>a</think>b", "repeated-tag")]
    [InlineData("a", "unclosed-thought")]
    [InlineData(" </think>b", "empty-thought")]
    public void Thought_may_be_opened_by_the_prompt(string response, string? defect) =>
        Assert.Equal(defect, FormatGate.Defect(response, new FormatOptions { ThoughtIsOpened = true }));

    [Fact]
    public void Long_answer_is_refused() =>
        Assert.Equal("long-answer", FormatGate.Defect("<think>a</think>bcd", new FormatOptions { MaxAnswerLength = 2 }));

    [Fact]
    public void Verifier_reads_the_options_of_the_row()
    {
        var request = new VerificationRequest("", "", "a</think> b ") { Options = JsonElement.Parse("""{"opened":true}""") };

        Assert.Equal("b", new FormatVerifier().Verify(request).Extracted);
        Assert.Equal("unopened-thought", new FormatVerifier().Verify(request with { Options = default }).Reason);
    }
}
