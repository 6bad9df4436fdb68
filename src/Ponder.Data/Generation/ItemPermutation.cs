using System.Numerics;

namespace Ponder.Data.Generation;

/// <summary>
/// A fixed shuffled order of 0 … count − 1 that needs no table: a balanced Feistel network on the smallest even number
/// of bits that holds the count, walked until the value is in range (Black and Rogaway 2002, "Ciphers with arbitrary
/// finite domains", cycle walking).
/// </summary>
/// <remarks>A bijection for every key; fewer than four rounds of the network per index on average. Not meant to resist
/// attack.</remarks>
public readonly struct ItemPermutation
{
    private const int Rounds = 6;

    private readonly KeyedHash _hash;
    private readonly int _halfBits;

    /// <summary>The order that belongs to a hash and a count.</summary>
    /// <param name="hash">Key of the order.</param>
    /// <param name="count">Number of items, 0 to 2⁶².</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside of that range.</exception>
    public ItemPermutation(KeyedHash hash, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1L << 62);
        _hash = hash;
        Count = count;
        _halfBits = Math.Max(1, (BitOperations.Log2((ulong)Math.Max(1, count - 1)) + 2) / 2);
    }

    /// <summary>Number of items.</summary>
    public long Count { get; }

    /// <summary>The item at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in [0, <see cref="Count"/>).</exception>
    public long this[long place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
            var value = (ulong)place;
            do
            {
                value = Encrypt(value);
            }
            while (value >= (ulong)Count);
            return (long)value;
        }
    }

    private ulong Encrypt(ulong value)
    {
        var mask = (1UL << _halfBits) - 1;
        var (left, right) = (value >> _halfBits, value & mask);
        for (var round = 0UL; round < Rounds; round++)
        {
            (left, right) = (right, left ^ (_hash.Bits(right, round) & mask));
        }

        return (left << _halfBits) | right;
    }
}
