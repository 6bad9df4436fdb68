namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>What an atom of a polynomial stands for.</summary>
internal enum AtomKind
{
    /// <summary>A free variable.</summary>
    Symbol,

    /// <summary>A prime (or an unfactored whole number) under a root: exponents are kept in [0, 1).</summary>
    Prime,

    /// <summary>The imaginary unit: exponents are kept in 0 and 1.</summary>
    Imaginary,

    /// <summary>π or e.</summary>
    Transcendental,

    /// <summary>A function, a power of a sum, an exponential: equal keys mean equal values, unequal keys mean nothing.</summary>
    Opaque,
}

/// <summary>The generators of the polynomials of one comparison.</summary>
internal sealed class Atoms
{
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly List<(string Key, AtomKind Kind, int Number)> _all = [];

    /// <summary>The atom with this key.</summary>
    public int Of(string key, AtomKind kind, int number = 0)
    {
        if (!_byKey.TryGetValue(key, out var index))
        {
            index = _all.Count;
            _all.Add((key, kind, number));
            _byKey.Add(key, index);
        }

        return index;
    }

    public AtomKind Kind(int atom) => _all[atom].Kind;

    public string Key(int atom) => _all[atom].Key;

    /// <summary>The number behind a <see cref="AtomKind.Prime"/>.</summary>
    public int Prime(int atom) => _all[atom].Number;

    /// <summary>Whether the atom is never negative for real variables.</summary>
    public bool IsPositive(int atom) => _all[atom].Kind is AtomKind.Prime or AtomKind.Transcendental || _all[atom].Key.StartsWith("abs", StringComparison.Ordinal);
}
