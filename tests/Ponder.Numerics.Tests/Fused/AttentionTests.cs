using Ponder.Tensors;
using Xunit;
using static Ponder.Tensors.F;

namespace Ponder.Numerics.Tests.Fused;

public class AttentionTests : FusedTest
{
    /// <summary>Lengths; query heads, key/value heads, head width.</summary>
    private static readonly (int[] Lengths, int H, int G, int K)[] Cases =
    [
        ([1, 5, 64, 65, 17], 4, 2, 16),
        ([130, 3], 3, 1, 32),
        ([77], 2, 2, 8),
        ([40, 90], 6, 2, 80),
        ([70], 3, 3, 20),
        ([0, 66, 0], 2, 1, 128),
        ([129], 9, 3, 64),
    ];

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Attention_equals_its_composition(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (lengths, h, g, k) in Cases)
        {
            using var scope = TensorScope.Enter();
            var rows = lengths.Sum();
            var boundaries = Packed(lengths);
            var scale = 1 / Math.Sqrt(k);
            Matches(
                x => Attention(x[0], x[1], x[2], boundaries, scale),
                x => Composed(x[0], x[1], x[2], lengths, scale),
                [Leaf("q", rows, h, k), Leaf("k", rows, g, k), Leaf("v", rows, g, k)],
                5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Cached_attention_has_the_bits_of_packed_attention(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (lengths, h, g, k) in Cases)
        {
            foreach (var chunk in new[] { 1, 7, 50, 64, 1000 })
            {
                using var scope = TensorScope.Enter();
                var rows = lengths.Sum();
                var (q, keys, values, boundaries) = (Normal("q", rows, h, k), Normal("k", rows, g, k), Normal("v", rows, g, k), Packed(lengths));
                var packed = Attention(q, keys, values, boundaries, 0.3);
                var cached = Tensor.FromHandle(NativeMethods.pn_attention_by_cache(q.Handle, keys.Handle, values.Handle, boundaries.Handle, 0.3, chunk));
                SameBits(packed, cached);
            }
        }
    }

    [Fact]
    public void A_sequence_has_the_same_bits_in_any_packing_and_for_any_threads()
    {
        using var scope = TensorScope.Enter();
        Tensor[] leaves = [Leaf("q", 200, 4, 32), Leaf("k", 200, 2, 32), Leaf("v", 200, 2, 32)];
        var weight = Normal("g", 200, 4, 32);
        var packing = Packed(70, 100, 30);
        NativeLibraryHost.SetThreads(1);
        var one = Attention(leaves[0], leaves[1], leaves[2], packing, 0.2);
        var gradientsOfOne = Gradients(one, weight, leaves);
        NativeLibraryHost.SetThreads(3);
        var three = Attention(leaves[0], leaves[1], leaves[2], packing, 0.2);
        var gradientsOfThree = Gradients(three, weight, leaves);
        SameBits(one, three);
        for (var i = 0; i < leaves.Length; i++)
        {
            SameBits(gradientsOfOne[i], gradientsOfThree[i]);
        }

        using var off = NoGrad.Enter();
        var alone = Attention(leaves[0].Narrow(0, 70, 100), leaves[1].Narrow(0, 70, 100), leaves[2].Narrow(0, 70, 100), Packed(100), 0.2);
        SameBits(one.Narrow(0, 70, 100), alone);
    }

    /// <summary>Lengths and parents of segments; query heads, key/value heads, head width.</summary>
    private static readonly (int[] Lengths, long[] Parents, int H, int G, int K)[] Trees =
    [
        ([5, 3, 4], [-1, 0, 0], 2, 1, 8),
        ([150, 20, 3, 70, 10], [-1, 0, 0, 0, -1], 6, 2, 16),
        ([64, 1, 130, 64, 1], [-1, 0, 0, 2, 3], 2, 2, 20),
        ([130, 27, 9, 40, 11, 5, 64], [-1, 0, 1, 1, 0, 4, -1], 9, 3, 64),
        ([63, 130, 66, 200, 1, 12], [-1, 0, 1, 0, 3, 3], 4, 4, 32),
    ];

    [Theory]
    [MemberData(nameof(InstructionSets))]
    public void Shared_beginnings_have_the_bits_of_whole_sequences_and_their_summed_gradients(string isa)
    {
        if (!Force(isa))
        {
            return;
        }

        foreach (var (lengths, parents, h, g, k) in Trees)
        {
            using var scope = TensorScope.Enter();
            var starts = Packed(lengths).ToArray<long>();
            // Every segment with all its ancestors as a sequence of its own; only its own rows count.
            var chains = parents.Select((_, s) => Chain(s)).ToArray();
            long[] chained = [.. chains.SelectMany(chain => chain)];
            long[] own = [.. Enumerable.Range(0, (int)starts[^1]).Select(row => (long)Array.LastIndexOf(chained, row, ChainEnd(row) - 1))];
            var plain = Packed([.. chains.Select(chain => chain.Length)]);
            Tensor[] leaves = [Leaf("q", (int)starts[^1], h, k), Leaf("k", (int)starts[^1], g, k), Leaf("v", (int)starts[^1], g, k)];
            var weight = Normal("g", (int)starts[^1], h, k);
            var rows = Longs(chained);

            var whole = Attention(leaves[0].IndexSelect(0, rows), leaves[1].IndexSelect(0, rows), leaves[2].IndexSelect(0, rows), plain, 0.2).IndexSelect(0, Longs(own));
            var wanted = Gradients(whole, weight, leaves);
            NativeLibraryHost.SetThreads(1);
            var tree = Attention(leaves[0], leaves[1], leaves[2], Longs(starts), 0.2, Longs(parents));
            var got = Gradients(tree, weight, leaves);
            NativeLibraryHost.SetThreads(3);
            var again = Gradients(Attention(leaves[0], leaves[1], leaves[2], Longs(starts), 0.2, Longs(parents)), weight, leaves);

            SameBits(whole, tree);
            for (var i = 0; i < leaves.Length; i++)
            {
                Close(wanted[i], got[i], 5e-6);
                SameBits(got[i], again[i]);
            }

            long[] Chain(long s) => s < 0 ? [] : [.. Chain(parents[s]), .. Enumerable.Range(0, lengths[s]).Select(i => starts[s] + i)];

            int ChainEnd(int row)
            {
                var segment = Array.FindLastIndex(starts, start => start <= row);
                return chains.Take(segment + 1).Sum(chain => chain.Length);
            }
        }
    }

    [Fact]
    public void Rounded_operands_stay_near_fp32_and_give_the_same_bits_for_any_threads()
    {
        foreach (var (lengths, parents, h, g, k) in Trees.Concat(Cases.Select(x => (x.Lengths, x.Lengths.Select(_ => -1L).ToArray(), x.H, x.G, x.K))))
        {
            using var scope = TensorScope.Enter();
            var rows = lengths.Sum();
            Tensor[] leaves = [Leaf("q", rows, h, k), Leaf("k", rows, g, k), Leaf("v", rows, g, k)];
            var weight = Normal("g", rows, h, k);
            var exact = Attention(leaves[0], leaves[1], leaves[2], Packed(lengths), 0.2, Longs(parents));
            var wanted = Gradients(exact, weight, leaves);
            NativeLibraryHost.SetThreads(1);
            var rounded = Rounded(parents);
            var got = Gradients(rounded, weight, leaves);
            NativeLibraryHost.SetThreads(3);
            var again = Gradients(Rounded(parents), weight, leaves);
            Close(exact, rounded, 1e-2);
            for (var i = 0; i < leaves.Length; i++)
            {
                Close(wanted[i], got[i], 2e-2);
                SameBits(got[i], again[i]);
            }

            if (parents.All(parent => parent < 0))
            {
                SameBits(rounded, Rounded(null));
            }

            Tensor Rounded(long[]? parents)
            {
                const int Always = 2;
                var (bounds, tree) = (Packed(lengths), parents is null ? null : Longs(parents));
                return Tensor.FromHandle(NativeMethods.pn_attention(
                    leaves[0].Handle, leaves[1].Handle, leaves[2].Handle, bounds.Handle, tree?.Handle ?? 0, 0.2, Always));
            }
        }
    }

    [Fact]
    public void Views_of_one_projection_are_taken_without_a_copy_and_give_its_gradient()
    {
        using var scope = TensorScope.Enter();
        var boundaries = Packed(50, 20);
        Matches(
            x => Attention(x[0].Narrow(1, 0, 4), x[0].Narrow(1, 4, 2), x[0].Narrow(1, 6, 2), boundaries, 0.25),
            x => Composed(x[0].Narrow(1, 0, 4), x[0].Narrow(1, 4, 2), x[0].Narrow(1, 6, 2), [50, 20], 0.25),
            [Leaf("qkv", 70, 8, 16)],
            5e-6);
    }

    [Fact]
    public void A_NaN_reaches_the_rows_that_see_it_and_no_others()
    {
        using var scope = TensorScope.Enter();
        var (q, k, v) = (Normal("q", 80, 1, 16), Normal("k", 80, 1, 16), Normal("v", 80, 1, 16));
        k.Data<float>()[66 * 16] = float.NaN;
        var y = Attention(q, k, v, Packed(80), 0.25).ToArray<float>();
        Assert.All(y[..(66 * 16)], x => Assert.True(float.IsFinite(x)));
        Assert.All(y[(66 * 16)..], x => Assert.True(float.IsNaN(x)));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var scope = TensorScope.Enter();
        var q = Tensor.Zeros([4, 3, 8]);
        Assert.Contains("multiple of the heads", Assert.Throws<ShapeException>(() => Attention(q, Tensor.Zeros([4, 2, 8]), q, Longs(0, 4), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 5", Assert.Throws<NativeException>(() => Attention(q, q, q, Longs(0, 5), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("parent of segment 1", Assert.Throws<NativeException>(() => Attention(q, q, q, Longs(0, 2, 4), 1, Longs(-1, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("one per sequence", Assert.Throws<ShapeException>(() => Attention(q, q, q, Longs(0, 2, 4), 1, Longs(-1))).Message, StringComparison.Ordinal);
        Assert.Contains("falls at 2", Assert.Throws<NativeException>(() => Attention(q, q, q, Longs(0, 3, 2, 4), 1)).Message, StringComparison.Ordinal);
    }

    private static Tensor Composed(Tensor q, Tensor k, Tensor v, int[] lengths, double scale)
    {
        var (_, heads, _) = q.Shape;
        var group = heads / k.Shape[1];
        var rows = new List<Tensor>();
        var start = 0;
        foreach (var length in lengths)
        {
            if (length > 0)
            {
                var future = Tensor.Ones([length, length]).Triu(1).Greater(0);
                rows.Add(Stack([.. Enumerable.Range(0, heads).Select(h =>
                {
                    var query = q.Narrow(0, start, length).Select(1, h);
                    var key = k.Narrow(0, start, length).Select(1, h / group);
                    var value = v.Narrow(0, start, length).Select(1, h / group);
                    var scores = (MatMul(query, key.Transpose(0, 1)) * scale).MaskedFill(future, double.NegativeInfinity);
                    return MatMul(scores.Softmax(1), value);
                })], 1));
            }

            start += length;
        }

        return Cat([.. rows]);
    }
}
