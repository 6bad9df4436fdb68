namespace Ponder.Data.Generation;

/// <summary>
/// Draws that depend on nothing but a name, a seed and an index: the mixing function of SplitMix64 (Steele, Lea, Flood
/// 2014, "Fast splittable pseudorandom number generators", OOPSLA) applied to a key. The same on every machine; no
/// state, so items can be made in any order.
/// </summary>
public readonly struct KeyedHash
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private readonly ulong _key;

    /// <summary>A family of draws.</summary>
    /// <param name="name">What the draws are for; different names give unrelated draws.</param>
    /// <param name="seed">The task's seed.</param>
    public KeyedHash(string name, ulong seed)
    {
        // FNV-1a over UTF-16 units, then mixed with the seed.
        var hash = 0xCBF29CE484222325;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        _key = Mix(hash + (Gamma * Mix(seed + Gamma)));
    }

    /// <summary>64 bits for an index and a draw of that index.</summary>
    public ulong Bits(ulong index, ulong draw = 0) => Mix(Mix(_key + (Gamma * (index + 1))) + (Gamma * (draw + 1)));

    /// <summary>A whole number in [0, <paramref name="count"/>); the bias is below count / 2⁶⁴.</summary>
    public int Below(int count, long index, int draw) =>
        (int)Math.BigMul(Bits((ulong)index, (ulong)draw), (ulong)count, out _);

    /// <summary>SplitMix64's finaliser: a bijection of 64-bit words.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>64 bits for a text.</summary>
    public ulong Bits(string text)
    {
        var hash = _key;
        foreach (var c in text)
        {
            hash = Mix(hash + c + Gamma);
        }

        return Mix(hash + (ulong)text.Length);
    }
}
