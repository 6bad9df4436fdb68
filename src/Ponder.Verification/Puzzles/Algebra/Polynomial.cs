using System.Numerics;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Algebra;

/// <summary>A polynomial in one-letter variables with exact coefficients. Immutable; sizes are capped.</summary>
internal sealed class Polynomial
{
    /// <summary>Most terms.</summary>
    public const int MaxTerms = 4000;

    /// <summary>Largest exponent.</summary>
    public const int MaxDegree = 1000;

    private const long MaxBits = 100_000;

    // The key of a term is its variables in order, each followed by its exponent as a character.
    private readonly SortedDictionary<string, Rational> _terms = new(StringComparer.Ordinal);

    private Polynomial()
    {
    }

    /// <summary>The variables that occur, in order.</summary>
    public IEnumerable<char> Variables => _terms.Keys.SelectMany(k => k.Where((_, i) => i % 2 == 0)).Distinct().Order();

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Count;

    /// <summary>A constant.</summary>
    public static Polynomial Constant(Rational value) => new Polynomial().Plus("", value);

    /// <summary>A variable.</summary>
    public static Polynomial Variable(char name) => new Polynomial().Plus($"{name}\u0001", Rational.FromInt64(1));

    /// <summary>The value, where there is no variable.</summary>
    public Rational? AsConstant() =>
        _terms.Count == 0 ? Rational.Zero : _terms.Count == 1 && _terms.TryGetValue("", out var value) ? value : null;

    /// <summary>Sum.</summary>
    public Polynomial Add(Polynomial other) => Combine(other, v => v);

    /// <summary>Difference.</summary>
    public Polynomial Subtract(Polynomial other) => Combine(other, v => -v);

    /// <summary>Product; null where it is too large.</summary>
    public Polynomial? Multiply(Polynomial other)
    {
        if ((long)_terms.Count * other._terms.Count > 40_000)
        {
            return null;
        }

        var result = new Polynomial();
        foreach (var (k1, v1) in _terms)
        {
            foreach (var (k2, v2) in other._terms)
            {
                if (Bits(v1) + Bits(v2) > MaxBits || Merge(k1, k2) is not { } key)
                {
                    return null;
                }

                result.Plus(key, v1 * v2);
            }
        }

        return result._terms.Count <= MaxTerms ? result : null;
    }

    /// <summary>Power; null where it is too large.</summary>
    public Polynomial? Power(int exponent)
    {
        if (exponent is < 0 or > MaxDegree)
        {
            return null;
        }

        var result = Constant(Rational.FromInt64(1));
        for (var i = 0; i < exponent && result is not null; i++)
        {
            result = result.Multiply(this);
        }

        return result;
    }

    /// <summary>Derivative.</summary>
    public Polynomial Derivative(char variable)
    {
        var result = new Polynomial();
        foreach (var (key, value) in _terms)
        {
            var at = IndexOf(key, variable);
            if (at >= 0)
            {
                var exponent = key[at + 1];
                var rest = exponent == 1 ? key.Remove(at, 2) : $"{key[..(at + 1)]}{(char)(exponent - 1)}{key[(at + 2)..]}";
                result.Plus(rest, value * Rational.FromInt64(exponent));
            }
        }

        return result;
    }

    /// <summary>Whether all coefficients are equal.</summary>
    public bool Same(Polynomial other) => Subtract(other)._terms.Count == 0;

    /// <summary>Coefficients by exponent; null where another variable occurs.</summary>
    public Rational[]? Coefficients(char variable)
    {
        var result = new List<Rational> { Rational.Zero };
        foreach (var (key, value) in _terms)
        {
            if (key.Length > 2 || (key.Length == 2 && key[0] != variable))
            {
                return null;
            }

            var exponent = key.Length == 0 ? 0 : key[1];
            while (result.Count <= exponent)
            {
                result.Add(Rational.Zero);
            }

            result[exponent] = value;
        }

        return [.. result];
    }

    private static long Bits(Rational value) => value.Numerator.GetBitLength() + value.Denominator.GetBitLength();

    private static int IndexOf(string key, char variable)
    {
        for (var i = 0; i < key.Length; i += 2)
        {
            if (key[i] == variable)
            {
                return i;
            }
        }

        return -1;
    }

    private static string? Merge(string a, string b)
    {
        var exponents = new SortedDictionary<char, int>();
        foreach (var key in new[] { a, b })
        {
            for (var i = 0; i < key.Length; i += 2)
            {
                exponents[key[i]] = exponents.GetValueOrDefault(key[i]) + key[i + 1];
            }
        }

        return exponents.Values.Any(e => e > MaxDegree) ? null : string.Concat(exponents.Select(p => $"{p.Key}{(char)p.Value}"));
    }

    private Polynomial Combine(Polynomial other, Func<Rational, Rational> sign)
    {
        var result = new Polynomial();
        foreach (var (key, value) in _terms)
        {
            result.Plus(key, value);
        }

        foreach (var (key, value) in other._terms)
        {
            result.Plus(key, sign(value));
        }

        return result;
    }

    private Polynomial Plus(string key, Rational value)
    {
        var sum = _terms.TryGetValue(key, out var old) ? old + value : value;
        if (sum.IsZero)
        {
            _terms.Remove(key);
        }
        else
        {
            _terms[key] = sum;
        }

        return this;
    }
}
