using System.Text;

namespace Ponder.Tensors.Random;

/// <summary>
/// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1,
/// 2, 3", SC 2011). A stream is a pure function of its key and of the position asked for: there is no state to save,
/// and draws do not depend on their order, on batching or on threads.
/// </summary>
/// <remarks>
/// A stream is made of a 64-bit key and a 96-bit part of the counter; the position fills the remaining 32 bits. Streams
/// of different (prompt, sample) under one key never share a counter; different (seed, step) and different names get
/// keys that are themselves Philox outputs. Immutable; safe to share between threads.
/// </remarks>
public readonly struct Philox : IEquatable<Philox>
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    // Third counter word of the blocks that derive keys. One value per kind of stream keeps the kinds apart.
    private const uint SampleKeys = 1, NamedKeys = 2;

    private readonly ulong _key;
    private readonly uint _c1;
    private readonly ulong _c2;

    /// <summary>The stream of a seed by itself.</summary>
    public Philox(ulong seed) : this(seed, 0, 0)
    {
    }

    private Philox(ulong key, uint c1, ulong c2)
    {
        _key = key;
        _c1 = c1;
        _c2 = c2;
    }

    /// <summary>The stream of one sampled completion; positions are token positions in the completion.</summary>
    /// <param name="runSeed">Seed of the run.</param>
    /// <param name="step">Training step, or any other number that separates uses of the same prompt.</param>
    /// <param name="prompt">Ordinal of the prompt in the run.</param>
    /// <param name="sample">Index of the sample in its group.</param>
    public static Philox ForSample(ulong runSeed, long step, long prompt, int sample)
    {
        var key = Block(runSeed, new PhiloxWords((uint)step, (uint)(step >> 32), SampleKeys, 0)).FirstUInt64;
        return new Philox(key, (uint)sample, (ulong)prompt);
    }

    /// <summary>
    /// The stream of a named purpose: a parameter's initial values, the shuffle of an epoch. Independent of the order
    /// in which purposes are asked for.
    /// </summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="name">Name of the purpose, for example a parameter's path.</param>
    /// <param name="index">Separates repetitions of the purpose, for example the epoch.</param>
    public static Philox Named(ulong seed, string name, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = Fnv1A(name);
        var key = Block(seed, new PhiloxWords((uint)hash, (uint)(hash >> 32), NamedKeys, 0)).FirstUInt64;
        return new Philox(key, 0, (ulong)index);
    }

    /// <summary>Ten rounds of Philox4x32 on one counter.</summary>
    /// <param name="key">The key; its low half is the first key word.</param>
    /// <param name="counter">The counter.</param>
    public static PhiloxWords Block(ulong key, PhiloxWords counter)
    {
        var (x0, x1, x2, x3) = counter;
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var p0 = (ulong)Multiplier0 * x0;
            var p1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new PhiloxWords(x0, x1, x2, x3);
    }

    /// <summary>The four random words at a position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative or does not fit in 32 bits.</exception>
    public PhiloxWords WordsAt(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, uint.MaxValue);
        return Block(_key, new PhiloxWords((uint)position, _c1, (uint)_c2, (uint)(_c2 >> 32)));
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double UniformAt(long position) => WordsAt(position).FirstUniform;

    /// <summary>A uniform number in [0, 1) with 24 random bits: exact in float, never rounded up to 1.</summary>
    public float UniformFloatAt(long position) => (WordsAt(position).X0 >> 8) * (1.0f / (1 << 24));

    /// <summary>64 random bits.</summary>
    public ulong UInt64At(long position) => WordsAt(position).FirstUInt64;

    /// <summary>A uniform integer in [0, <paramref name="count"/>); its bias is below count / 2⁶⁴.</summary>
    public int IntegerAt(long position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(UInt64At(position), (ulong)count, out _);
    }

    /// <summary>A standard normal number. Positions 2i and 2i + 1 are the two halves of one Box-Muller pair.</summary>
    public double NormalAt(long position)
    {
        var (first, second) = NormalPair(position >> 1);
        return (position & 1) == 0 ? first : second;
    }

    /// <summary>Fills a span with normal numbers: element i is <c>mean + std · NormalAt(i)</c>.</summary>
    public void NormalInto(Span<float> destination, double mean = 0, double std = 1)
    {
        for (var i = 0; i < destination.Length; i += 2)
        {
            var (first, second) = NormalPair(i >> 1);
            destination[i] = (float)(mean + std * first);
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = (float)(mean + std * second);
            }
        }
    }

    /// <summary>
    /// Fills a span with uniform numbers in [low, high): element i is <c>low + (high − low) · UniformAt(i)</c>.
    /// </summary>
    public void UniformInto(Span<float> destination, double low = 0, double high = 1)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)(low + (high - low) * UniformAt(i));
        }
    }

    /// <summary>A uniform permutation of 0 … count − 1 (Fisher-Yates from the end).</summary>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Shuffles in place with the same draws as <see cref="Permutation"/>.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = IntegerAt(last, last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Philox other) => _key == other._key && _c1 == other._c1 && _c2 == other._c2;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Philox other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_key, _c1, _c2);

    /// <summary>Whether two streams give the same numbers at every position.</summary>
    public static bool operator ==(Philox left, Philox right) => left.Equals(right);

    /// <summary>Whether two streams differ.</summary>
    public static bool operator !=(Philox left, Philox right) => !left.Equals(right);

    // Box and Muller 1958, in double: 1 − u lies in (0, 1], so the logarithm is finite.
    private (double First, double Second) NormalPair(long pair)
    {
        var words = WordsAt(pair);
        var radius = Math.Sqrt(-2 * Math.Log(1 - words.FirstUniform));
        var (sin, cos) = Math.SinCos(2 * Math.PI * words.SecondUniform);
        return (radius * cos, radius * sin);
    }

    // FNV-1a, 64 bits (Fowler, Noll, Vo): stable across machines, unlike string.GetHashCode.
    private static ulong Fnv1A(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }
}
