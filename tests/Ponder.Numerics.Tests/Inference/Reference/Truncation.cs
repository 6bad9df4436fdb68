using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Ponder.Inference.Requests;

namespace Ponder.Numerics.Tests.Inference.Reference;

/// <summary>
/// Min-p (Nguyen et al. 2024, arXiv:2407.01082), top-k and top-p (Holtzman et al. 2020, arXiv:1904.09751), in vLLM's order: min-p on the tempered
/// softmax, then the k largest logits with all ties of the last, then the smallest set of what is left that reaches p, renormalised.
/// </summary>
/// <remarks>
/// All three keep an upper set of the logits, so only the upper end is ever sorted: the k-th largest maximum of blocks of 64 logits is a lower bound
/// of the k-th largest logit, and one comparison against it leaves few candidates.
/// </remarks>
internal sealed class Truncation(int vocabulary)
{
    private const int Block = 64;

    private readonly float[] _blockMax = new float[(vocabulary + Block - 1) / Block];
    private readonly float[] _select = new float[(vocabulary + Block - 1) / Block];
    private readonly float[] _scaled = new float[vocabulary];
    private readonly ulong[] _candidates = new ulong[vocabulary];
    private readonly double[] _weights = new double[vocabulary];
    private int _kept;
    private float _max;
    private double _inverseTemperature;

    /// <summary>Ids that were kept, from the most to the least likely, of equals the lower id first.</summary>
    public IEnumerable<int> Kept => _candidates.Take(_kept).Select(Id);

    /// <summary>Probability of the kept token of that rank, renormalised.</summary>
    public double Probability(int rank) => _weights[rank] / _weights.AsSpan(0, _kept).ToArray().Sum();

    /// <summary>Finds the tokens that stay.</summary>
    /// <returns>False where the options drop nothing.</returns>
    public bool Keep(LogitsRow row, SamplingOptions options)
    {
        ReadOnlySpan<float> logits = row.Logits;
        bool hasTopK = options.TopK > 0 && options.TopK < logits.Length;
        if (!hasTopK && options.MinP <= 0 && options.TopP >= 1)
        {
            return false;
        }
        for (int block = 0; block < _blockMax.Length; block++)
        {
            int start = block * Block;
            _blockMax[block] = TensorPrimitives.Max(logits[start..Math.Min(start + Block, logits.Length)]);
        }
        _max = TensorPrimitives.Max<float>(_blockMax);
        _inverseTemperature = row.InverseTemperature;
        if (hasTopK)
        {
            Collect(logits, LowerBound(options.TopK));
            float last = Logit(logits, Math.Min(options.TopK, _kept) - 1);
            KeepFrom(logits, last);
            Weigh(logits);
        }
        else if (options.MinP > 0)
        {
            // A little below the threshold: the exact comparison is on the weights.
            double lowest = _max + Math.Log(options.MinP) / _inverseTemperature;
            Collect(logits, (float)(lowest - 1e-3 * Math.Max(1, Math.Abs(lowest))));
            Weigh(logits);
        }
        else
        {
            return KeepNucleus(row, options.TopP);
        }
        DropBelow(options.MinP);
        if (options.TopP < 1)
        {
            _kept = NucleusSize(options.TopP, Sum(_kept));
        }
        return true;
    }

    /// <summary>Draws among the kept tokens.</summary>
    public (int Id, float LogProb) Draw(double uniform)
    {
        double total = Sum(_kept);
        double left = uniform * total;
        int rank = 0;
        for (; rank < _kept - 1; rank++)
        {
            left -= _weights[rank];
            if (left < 0)
            {
                break;
            }
        }
        return (Id(_candidates[rank]), (float)Math.Log(_weights[rank] / total));
    }

    /// <summary>Top-p alone: the total is that of the whole row, and more candidates are sorted until they reach p.</summary>
    private bool KeepNucleus(LogitsRow row, double topP)
    {
        ReadOnlySpan<float> logits = row.Logits;
        TensorPrimitives.Subtract(logits, _max, _scaled);
        TensorPrimitives.Multiply(_scaled, row.InverseTemperature, _scaled);
        TensorPrimitives.Exp<float>(_scaled, _scaled);
        double total = 0;
        for (int start = 0; start < _scaled.Length; start += Block)
        {
            total += TensorPrimitives.Sum<float>(_scaled.AsSpan(start, Math.Min(Block, _scaled.Length - start)));
        }
        for (int count = 64; ; count *= 8)
        {
            bool all = count >= logits.Length;
            Collect(logits, all ? float.NegativeInfinity : LowerBound(count));
            Weigh(logits);
            if (all || Sum(_kept) >= topP * total)
            {
                _kept = NucleusSize(topP, all ? Sum(_kept) : total);
                return true;
            }
        }
    }

    /// <summary>A token stays while those before it do not reach p; at least one stays.</summary>
    private int NucleusSize(double topP, double total)
    {
        double before = 0;
        int size = 0;
        while (size < _kept && (size == 0 || before < topP * total))
        {
            before += _weights[size++];
        }
        return size;
    }

    /// <summary>A value that at least <paramref name="count"/> logits reach.</summary>
    private float LowerBound(int count)
    {
        if (count > _blockMax.Length)
        {
            return float.NegativeInfinity;
        }
        _blockMax.CopyTo(_select, 0);
        Array.Sort(_select);
        return _select[^count];
    }

    private void Collect(ReadOnlySpan<float> logits, float lowest)
    {
        _kept = 0;
        for (int block = 0; block < _blockMax.Length; block++)
        {
            if (_blockMax[block] < lowest || float.IsNegativeInfinity(_blockMax[block]))
            {
                continue;
            }
            int end = Math.Min((block + 1) * Block, logits.Length);
            for (int id = block * Block; id < end; id++)
            {
                if (logits[id] >= lowest && !float.IsNegativeInfinity(logits[id]))
                {
                    _candidates[_kept++] = Key(logits[id], id);
                }
            }
        }
        _candidates.AsSpan(0, _kept).Sort();
    }

    private void KeepFrom(ReadOnlySpan<float> logits, float lowest)
    {
        while (_kept > 0 && Logit(logits, _kept - 1) < lowest)
        {
            _kept--;
        }
    }

    private void Weigh(ReadOnlySpan<float> logits)
    {
        for (int rank = 0; rank < _kept; rank++)
        {
            _weights[rank] = Math.Exp(((double)Logit(logits, rank) - _max) * _inverseTemperature);
        }
    }

    private void DropBelow(double share)
    {
        while (_kept > 1 && _weights[_kept - 1] < share)
        {
            _kept--;
        }
    }

    private double Sum(int count)
    {
        double sum = 0;
        for (int rank = 0; rank < count; rank++)
        {
            sum += _weights[rank];
        }
        return sum;
    }

    private float Logit(ReadOnlySpan<float> logits, int rank) => logits[Id(_candidates[rank])];

    private static int Id(ulong key) => (int)(uint)key;

    /// <summary>Sorts from the largest logit down, then by id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(float logit, int id)
    {
        uint bits = BitConverter.SingleToUInt32Bits(logit == 0 ? 0 : logit);
        uint ascending = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        return ((ulong)~ascending << 32) | (uint)id;
    }
}
