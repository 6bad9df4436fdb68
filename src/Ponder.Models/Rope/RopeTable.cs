using Ponder.Tensors;

namespace Ponder.Models.Rope;

/// <summary>
/// Cosines and sines of all rotary angles: angle = position · inverse frequency, in fp32. Grows with the longest
/// sequence seen.
/// </summary>
/// <remarks>
/// Used from one thread at a time. The tensors belong to the table; an older pair stays usable until the table grows.
/// </remarks>
public sealed class RopeTable : IDisposable
{
    private const int Smallest = 256;
    private readonly float[] _inverse;
    private readonly float _factor;
    private Tensor? _cos;
    private Tensor? _sin;
    private int _positions;
    private Device _device;

    /// <summary>Creates an empty table.</summary>
    /// <param name="theta">The base of the frequencies.</param>
    /// <param name="headWidth">Head width K.</param>
    /// <param name="scaling">The scaling.</param>
    public RopeTable(double theta, int headWidth, RopeScaling scaling)
    {
        _inverse = RopeFrequencies.Inverse(theta, headWidth, scaling);
        _factor = (float)RopeFrequencies.AttentionFactor(scaling);
    }

    /// <summary>Tables for at least the given number of positions: cos and sin, each <c>[S, K/2]</c> fp32.</summary>
    /// <param name="positions">How many.</param>
    /// <param name="device">Where they are to lie.</param>
    public (Tensor Cos, Tensor Sin) For(int positions, Device device = default)
    {
        if (positions > _positions || _cos is null || _sin is null || _device != device)
        {
            positions = Math.Max(positions, _positions);
            Dispose();
            _device = device;
            _positions = Math.Max(Smallest, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)positions));
            _cos = Build(Math.Cos);
            _sin = Build(Math.Sin);
        }

        return (_cos, _sin);
    }

    /// <summary>Frees the tables; the next use builds them again.</summary>
    public void Dispose()
    {
        _cos?.Dispose();
        _sin?.Dispose();
        (_cos, _sin, _positions) = (null, null, 0);
    }

    private Tensor Build(Func<double, double> wave)
    {
        var values = new float[(long)_positions * _inverse.Length];
        for (var position = 0; position < _positions; position++)
        {
            for (var j = 0; j < _inverse.Length; j++)
            {
                values[(position * _inverse.Length) + j] = (float)wave((float)position * _inverse[j]) * _factor;
            }
        }

        using var here = Tensor.From(values, _positions, _inverse.Length);
        return here.To(_device).Keep();
    }
}
