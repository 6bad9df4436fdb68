using System.Diagnostics;
using Ponder.Tensors;
using Ponder.Tensors.Random;

namespace Ponder.Cli.Bench;

/// <summary>Forward and backward passes of attention alone, set against the fp32 peak in both precisions: softmax is fp32 in both.</summary>
public sealed class AttentionBench : IDisposable
{
    private const int Calls = 3;
    private readonly AttentionCase _case;
    private readonly Tensor[] _inputs;
    private readonly Tensor _gradient;
    private readonly Tensor _bounds;
    private readonly Tensor? _parents;

    /// <summary>Draws queries, keys, values and the gradient of the result.</summary>
    public AttentionBench(AttentionCase row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _case = row;
        var rows = row.Lengths.Sum();
        _inputs = [Normal("q", rows, row.Heads), Normal("k", rows, row.KvHeads), Normal("v", rows, row.KvHeads)];
        foreach (var input in _inputs)
        {
            input.RequiresGrad = true;
        }

        _gradient = Normal("gradient", rows, row.Heads);
        long[] bounds = [0, .. row.Lengths.Select((_, i) => row.Lengths.Take(i + 1).Sum(length => (long)length))];
        _bounds = Tensor.From<long>(bounds, [bounds.Length]).Keep();
        _parents = row.Parents is { } parents ? Tensor.From<long>(parents, [parents.Length]).Keep() : null;
    }

    /// <summary>GFLOP/s of useful work, twice: as the value and as what is set against the peak.</summary>
    public (double Value, double Rate) Run()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            using var scope = TensorScope.Enter();
            F.Attention(_inputs[0], _inputs[1], _inputs[2], _bounds, 1 / Math.Sqrt(_case.Width), _parents, _case.Precision).Backward(_gradient);
            foreach (var input in _inputs)
            {
                input.ZeroGrad();
            }
        }

        var rate = Calls * _case.Flops / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9;
        return (rate, rate);
    }

    /// <summary>Frees the inputs.</summary>
    public void Dispose()
    {
        foreach (var input in _inputs)
        {
            input.Dispose();
        }

        _gradient.Dispose();
        _bounds.Dispose();
        _parents?.Dispose();
    }

    private Tensor Normal(string name, int rows, int heads)
    {
        var values = new float[rows * heads * _case.Width];
        Philox.Named(1, $"bench attention {name}").NormalInto(values);
        return Tensor.From<float>(values, [rows, heads, _case.Width]).Keep();
    }
}
