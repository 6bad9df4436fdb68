using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

public class LogProbsTests : FusedTest
{
    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void LogProbs_equal_their_composition(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (rows, width, vocabulary, temperature) in new[] { (1, 8, 13, 1.0), (37, 64, 512, 0.7), (70, 16, 1000, 1.6) })
        {
            using var scope = TensorScope.Enter();
            var targets = Targets(rows, vocabulary);
            Matches(
                x => LogProbs(x[0], x[1], targets, temperature).LogProbs,
                x => Logs(x[0], x[1], temperature).Gather(1, targets.Unsqueeze(1)).Squeeze(1),
                [Leaf("h", rows, width), Leaf("head", vocabulary, width)],
                1e-5);
            using var off = NoGrad.Enter();
            var (h, head) = (Normal("h", rows, width), Normal("head", vocabulary, width));
            var logs = Logs(h, head, temperature);
            Close(-(Exp(logs) * logs).Sum(1), LogProbs(h, head, targets, temperature).Entropy, 1e-5);
        }
    }

    [Theory]
    [InlineData(700, 65_600, 1, LinearPrecision.Float32, 1e-5)]        // several chunks, one after the other into what is kept
    [InlineData(700, 65_600, 1, LinearPrecision.BFloat16, 1e-2)]
    [InlineData(2100, 65_600, 1, LinearPrecision.Float32, 1e-5)]       // more than 512 MB: made again in chunks for the gradient
    [InlineData(4200, 65_600, 1, LinearPrecision.BFloat16, 1e-2)]
    public void Chunks_of_rows_do_not_show_in_the_gradient(int rows, int vocabulary, int width, LinearPrecision precision, double tolerance)
    {
        using var scope = TensorScope.Enter();
        var (h, head, targets, weight) = (Leaf("h", rows, width), Leaf("head", vocabulary, width), Targets(rows, vocabulary), Normal("g", rows));
        var whole = Gradients(LogProbs(h, head, targets, 0.9, precision).LogProbs, weight, [h, head]);
        var sum = Tensor.Zeros([vocabulary, width]);
        for (var i = 0; i < rows; i += 100)
        {
            var part = LogProbs(h.Narrow(0, i, 100), head, targets.Narrow(0, i, 100), 0.9, precision).LogProbs;
            var gradients = Gradients(part, weight.Narrow(0, i, 100), [h, head]);
            Close(whole[0].Narrow(0, i, 100), gradients[0].Narrow(0, i, 100), tolerance);
            sum = sum + gradients[1];
        }

        Close(whole[1], sum, tolerance);
    }

    [Theory]
    [InlineData(37, 512, 64)]
    [InlineData(70, 4000, 16)]        // three blocks of columns
    [InlineData(1100, 65_600, 1)]     // several chunks of rows
    [InlineData(4200, 65_600, 1)]     // made again in chunks for the gradient
    public void Blocks_of_columns_of_the_fast_mode_give_what_whole_rows_give(int rows, int vocabulary, int width)
    {
        using var scope = TensorScope.Enter();
        var (h, head, targets, weight) = (Leaf("h", rows, width), Leaf("head", vocabulary, width), Targets(rows, vocabulary), Normal("g", rows));
        var (logp, entropy) = LogProbs(h, head, targets, 0.9, LinearPrecision.BFloat16);
        var wanted = Gradients(logp, weight, [h, head]);
        var (blockLogp, blockEntropy) = InBlocks();
        var got = Gradients(blockLogp, weight, [h, head]);
        Close(logp, blockLogp, 1e-5);
        Close(entropy, blockEntropy, 1e-5);
        Close(wanted[0], got[0], 1e-2);
        Close(wanted[1], got[1], 1e-2);

        unsafe (Tensor, Tensor) InBlocks()
        {
            const int Always = 2;
            nint first, second;
            NativeMethods.Check(NativeMethods.pn_log_probs(h.Handle, head.Handle, targets.Handle, 0.9, Always, &first, &second));
            return (Tensor.FromHandle(first), Tensor.FromHandle(second));
        }
    }

    [Fact]
    public void BFloat16_gradients_are_near_those_of_fp32()
    {
        using var scope = TensorScope.Enter();
        var (h, head, targets, weight) = (Leaf("h", 90, 64), Leaf("head", 300, 64), Targets(90, 300), Normal("g", 90));
        var wanted = Gradients(LogProbs(h, head, targets, 0.7).LogProbs, weight, [h, head]);
        var got = Gradients(LogProbs(h, head, targets, 0.7, LinearPrecision.BFloat16).LogProbs, weight, [h, head]);
        Close(wanted[0], got[0], 2e-2);
        Close(wanted[1], got[1], 2e-2);
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void A_row_has_the_same_bits_in_any_batch(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        using var off = NoGrad.Enter();
        var (h, head, targets) = (Normal("h", 200, 64), Normal("head", 1000, 64), Targets(200, 1000));
        var all = LogProbs(h, head, targets, 0.8, precision);
        foreach (var (start, rows) in new[] { (0, 1), (199, 1), (33, 10), (64, 100) })
        {
            var some = LogProbs(h.Narrow(0, start, rows), head, targets.Narrow(0, start, rows), 0.8, precision);
            SameBits(all.LogProbs.Narrow(0, start, rows), some.LogProbs);
            SameBits(all.Entropy.Narrow(0, start, rows), some.Entropy);
        }
    }

    [Fact]
    public void A_second_backward_pass_gives_the_same_gradient()
    {
        using var scope = TensorScope.Enter();
        var (h, head) = (Leaf("h", 9, 16), Normal("head", 40, 16));
        var y = LogProbs(h, head, Targets(9, 40)).LogProbs.Sum();
        y.Backward(Tensor.Full([], 1), retainGraph: true);
        var first = h.Grad!.Clone();
        h.ZeroGrad();
        y.Backward();
        SameBits(first, h.Grad!);
    }

    [Fact]
    public void Huge_logits_neither_overflow_nor_lose_the_target()
    {
        using var scope = TensorScope.Enter();
        var h = Tensor.From<float>([1, 0, 0, 1], [2, 2]);
        var head = Tensor.From<float>([3e4f, 0, -3e4f, 1e30f], [2, 2]);
        var (logp, entropy) = LogProbs(h, head, Longs(0, 1));
        Assert.Equal([0f, 0f], logp.ToArray<float>());
        Assert.All(entropy.ToArray<float>(), x => Assert.Equal(0f, x, 1e-30f));
    }

    [Fact]
    public void A_target_outside_of_the_vocabulary_is_named()
    {
        using var scope = TensorScope.Enter();
        var error = Assert.Throws<NativeException>(() => LogProbs(Tensor.Zeros([2, 4]), Tensor.Zeros([13, 4]), Longs(0, 13)));
        Assert.Contains("target 13 of row 1 lies outside of the vocabulary of 13", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Logs(Tensor h, Tensor head, double temperature) => (MatMul(h, head.Transpose(0, 1)) * (1 / temperature)).LogSoftmax(1);

    private static Tensor Targets(int rows, int vocabulary) => Longs([.. Enumerable.Range(0, rows).Select(i => (long)(i * 7919 % vocabulary))]);
}
