using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

public class AdamWTests : FusedTest
{
    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void AdamW_follows_the_formula_over_a_list(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        using var scope = TensorScope.Enter();
        const double rate = 1e-2, beta1 = 0.9, beta2 = 0.95, epsilon = 1e-8, decay = 0.1, clip = 0.5;
        Tensor[] w = [Normal("w", 3, 7), Normal("w", 20000), Normal("w", 1)];
        Tensor[] m = [.. w.Select(x => Tensor.Zeros(x.Shape))], v = [.. w.Select(x => Tensor.Zeros(x.Shape))];
        Tensor[] p = [.. w.Select(Double)], first = [.. p.Select(x => x * 0)], second = [.. p.Select(x => x * 0)];
        for (var step = 1; step <= 3; step++)
        {
            Tensor[] g = [.. w.Select(x => Normal("g", x.Shape.ToArray()))];
            AdamWInPlace(w, g, m, v, rate, beta1, beta2, epsilon, decay, step, clip);
            for (var i = 0; i < w.Length; i++)
            {
                var scaled = Double(g[i]) * clip;
                first[i] = first[i] * beta1 + scaled * (1 - beta1);
                second[i] = second[i] * beta2 + scaled * scaled * (1 - beta2);
                var update = first[i] / (1 - Math.Pow(beta1, step)) / (Sqrt(second[i] / (1 - Math.Pow(beta2, step))) + epsilon);
                p[i] = p[i] * (1 - rate * decay) - update * rate;
            }
        }

        for (var i = 0; i < w.Length; i++)
        {
            Close(p[i].To(DType.Float32), w[i], 1e-6);
            Close(first[i].To(DType.Float32), m[i], 1e-6);
            Close(second[i].To(DType.Float32), v[i], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Sum_of_squares_is_exact_to_rounding_and_independent_of_threads(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        using var scope = TensorScope.Enter();
        Tensor[] list = [Normal("x", 100_003), Normal("x", 5), Normal("x", 64, 172)];
        var wanted = list.Sum(x => x.ToArray<float>().Sum(y => (double)y * y));
        NativeLibraryHost.SetThreads(1);
        var one = SumOfSquares(list);
        NativeLibraryHost.SetThreads(3);
        Assert.Equal(one, SumOfSquares(list));
        Assert.Equal(wanted, one, wanted * 1e-6);
    }

    [Fact]
    public void Infinite_and_NaN_gradients_show_in_the_sum()
    {
        using var scope = TensorScope.Enter();
        Assert.True(double.IsNaN(SumOfSquares([Tensor.Full([40], 1), Tensor.Full([3], double.NaN)])));
        Assert.Equal(double.PositiveInfinity, SumOfSquares([Tensor.Full([40], double.PositiveInfinity)]));
    }

    [Fact]
    public void Lists_that_do_not_match_are_named()
    {
        using var scope = TensorScope.Enter();
        var x = Tensor.Zeros([4]);
        Assert.Throws<ShapeException>(() => AdamWInPlace([x], [], [x], [x], 1, 0.9, 0.9, 1, 0, 1));
        var error = Assert.Throws<NativeException>(() => AdamWInPlace([x], [Tensor.Zeros([5])], [Tensor.Zeros([4])], [Tensor.Zeros([4])], 1, 0.9, 0.9, 1, 0, 1));
        Assert.Contains("grads[0] must be a contiguous float32 tensor of 4 elements", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Double(Tensor x) => x.To(DType.Float64);
}
