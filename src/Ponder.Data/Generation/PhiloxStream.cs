namespace Ponder.Data.Generation;

/// <summary>
/// Philox 4×32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11) as a stream of draws
/// that depends on nothing but its key and counter. The same on every machine.
/// </summary>
public sealed class PhiloxStream
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly ulong _key;
    private readonly ulong _counter;
    private readonly uint[] _words = new uint[4];
    private uint _block;
    private readonly uint _high;
    private int _used = 4;

    /// <summary>A stream.</summary>
    /// <param name="key">What is drawn for: a name and a seed, mixed.</param>
    /// <param name="counter">Which of the things that are drawn for this key.</param>
    /// <param name="substream">Which try at it.</param>
    public PhiloxStream(ulong key, ulong counter, uint substream)
    {
        _key = key;
        _counter = counter;
        _high = substream;
    }

    /// <summary>The next 32 bits.</summary>
    public uint Next()
    {
        if (_used == 4)
        {
            Block();
        }

        return _words[_used++];
    }

    /// <summary>A whole number in [0, <paramref name="count"/>), without bias (Lemire 2019, arXiv:1805.10941).</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (uint)count;
        var product = (ulong)Next() * range;
        if ((uint)product < range)
        {
            var threshold = (uint)(-range % range);
            while ((uint)product < threshold)
            {
                product = (ulong)Next() * range;
            }
        }

        return (int)(product >> 32);
    }

    private void Block()
    {
        var (c0, c1, c2, c3) = (_block++, _high, (uint)_counter, (uint)(_counter >> 32));
        var (k0, k1) = ((uint)_key, (uint)(_key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var p0 = (ulong)Multiplier0 * c0;
            var p1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        (_words[0], _words[1], _words[2], _words[3]) = (c0, c1, c2, c3);
        _used = 0;
    }
}
