using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

public class RowFunctionTests : FusedTest
{
    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void RmsNorm_equals_its_composition(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (rows, width) in new[] { (1, 5), (3, 7), (130, 64), (70, 172), (9, 576) })
        {
            using var scope = TensorScope.Enter();
            Matches(
                x => RmsNorm(x[0], x[1], 1e-5),
                x => x[0] * Rsqrt(x[0].Square().Mean(1, keep: true) + 1e-5) * x[1],
                [Leaf("x", rows, width), Leaf("w", width)]);
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void SwiGlu_equals_its_composition(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (rows, width) in new[] { (1, 1), (5, 172), (40, 704), (3, 33) })
        {
            using var scope = TensorScope.Enter();
            Matches(x => SwiGlu(x[0], x[1]), x => x[0] * Sigmoid(x[0]) * x[1], [Leaf("gate", rows, width), Leaf("up", rows, width)]);
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Rope_equals_its_composition(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (heads, width) in new[] { (1, 2), (3, 8), (2, 16), (4, 20), (3, 64), (2, 80), (1, 128) })
        {
            using var scope = TensorScope.Enter();
            var positions = Longs(0, 1, 2, 7, 0, 5, 11);
            var (cos, sin) = (Normal("cos", 12, width / 2), Normal("sin", 12, width / 2));
            Matches(x => Rope(x[0], positions, cos, sin), x => Rotated(x[0], positions, cos, sin), [Leaf("x", 7, heads, width)]);
        }
    }

    [Fact]
    public void Rope_takes_strided_rows()
    {
        using var scope = TensorScope.Enter();
        var positions = Longs(3, 1, 0);
        var (cos, sin) = (Normal("cos", 4, 8), Normal("sin", 4, 8));
        var wide = Leaf("x", 3, 5, 16);
        Matches(x => Rope(x[0].Narrow(1, 2, 2), positions, cos, sin), x => Rotated(x[0].Narrow(1, 2, 2), positions, cos, sin), [wide]);
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Rows_have_the_same_bits_in_any_batch(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        using var scope = TensorScope.Enter();
        var (x, w, up) = (Normal("x", 600, 172), Normal("w", 172), Normal("up", 600, 172));
        var (norm, gated) = (RmsNorm(x, w, 1e-6), SwiGlu(x, up));
        foreach (var (start, rows) in new[] { (0, 1), (599, 1), (17, 5), (100, 300) })
        {
            SameBits(norm.Narrow(0, start, rows), RmsNorm(x.Narrow(0, start, rows), w, 1e-6));
            SameBits(gated.Narrow(0, start, rows), SwiGlu(x.Narrow(0, start, rows), up.Narrow(0, start, rows)));
        }
    }

    [Fact]
    public void Norm_gradient_does_not_depend_on_threads()
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("x", 700, 64), Leaf("w", 64)];
        var weight = Normal("g", 700, 64);
        NativeLibraryHost.SetThreads(1);
        var one = Gradients(RmsNorm(leaves[0], leaves[1], 1e-5), weight, leaves);
        NativeLibraryHost.SetThreads(3);
        var three = Gradients(RmsNorm(leaves[0], leaves[1], 1e-5), weight, leaves);
        SameBits(one[0], three[0]);
        SameBits(one[1], three[1]);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Zeros([2, 8]);
        Assert.Contains("weight: expected Float32 [8] (the width of x), got Float32 [4]", Assert.Throws<ShapeException>(() => RmsNorm(x, Tensor.Zeros([4]), 1e-5)).Message, StringComparison.Ordinal);
        Assert.Contains("up: expected Float32 [2, 8]", Assert.Throws<ShapeException>(() => SwiGlu(x, Tensor.Zeros([2, 9]))).Message, StringComparison.Ordinal);
        var table = Tensor.Zeros([4, 4]);
        Assert.Contains(
            "position 4 of row 1",
            Assert.Throws<NativeException>(() => Rope(x.View(2, 1, 8), Longs(0, 4), table, table)).Message,
            StringComparison.Ordinal);
    }

    private static Tensor Rotated(Tensor x, Tensor positions, Tensor cos, Tensor sin)
    {
        var half = x.Shape[2] / 2;
        Tensor a = x.Narrow(2, 0, half), b = x.Narrow(2, half, half);
        Tensor c = cos.IndexSelect(0, positions).Unsqueeze(1), s = sin.IndexSelect(0, positions).Unsqueeze(1);
        return Cat([a * c - b * s, b * c + a * s], 2);
    }
}
