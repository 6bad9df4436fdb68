using System.Numerics;

namespace Ponder.Verification.Proofs;

/// <summary>A polynomial with whole coefficients: powers of variables to coefficients, zero terms left out.</summary>
/// <remarks>Every operation burns fuel per product of terms and per 64 bits of a coefficient; null where it ended.</remarks>
internal sealed class Polynomial
{
    private readonly Dictionary<string, BigInteger> _terms;

    private Polynomial(Dictionary<string, BigInteger> terms) => _terms = terms;

    /// <summary>Whether it is the zero polynomial.</summary>
    public bool IsZero => _terms.Count == 0;

    /// <summary>The variables that occur.</summary>
    public IReadOnlyCollection<char> Variables => [.. _terms.Keys.SelectMany(key => key).Distinct()];

    /// <summary>The value of a polynomial without variables; null where it has some.</summary>
    public BigInteger? Constant => _terms.Count == 0 ? BigInteger.Zero : _terms.Count == 1 && _terms.TryGetValue("", out var value) ? value : null;

    /// <summary>A number.</summary>
    public static Polynomial Number(BigInteger value) => new(value.IsZero ? [] : new() { [""] = value });

    /// <summary>A variable.</summary>
    public static Polynomial Variable(char name) => new(new() { [name.ToString()] = BigInteger.One });

    /// <summary>The coefficients in one variable, from the constant upwards.</summary>
    public BigInteger[] Coefficients()
    {
        var coefficients = new BigInteger[_terms.Keys.Select(key => key.Length).DefaultIfEmpty(-1).Max() + 1];
        foreach (var (key, value) in _terms)
        {
            coefficients[key.Length] = value;
        }

        return coefficients;
    }

    /// <summary>The sum with <paramref name="sign"/> times the other.</summary>
    public Polynomial? Add(Polynomial other, int sign, Fuel fuel)
    {
        var terms = new Dictionary<string, BigInteger>(_terms);
        if (!fuel.Burn(_terms.Count))
        {
            return null;
        }

        foreach (var (key, value) in other._terms)
        {
            if (!fuel.Burn(Size(value)))
            {
                return null;
            }

            Accumulate(terms, key, sign * value);
        }

        return new Polynomial(terms);
    }

    /// <summary>The product.</summary>
    public Polynomial? Multiply(Polynomial other, Fuel fuel)
    {
        var terms = new Dictionary<string, BigInteger>();
        foreach (var (left, a) in _terms)
        {
            foreach (var (right, b) in other._terms)
            {
                if (!fuel.Burn((long)left.Length + right.Length + Size(a) * Size(b)))
                {
                    return null;
                }

                Accumulate(terms, Merge(left, right), a * b);
            }
        }

        return new Polynomial(terms);
    }

    /// <summary>A power, by repeated squaring.</summary>
    public Polynomial? Power(int exponent, Fuel fuel)
    {
        var (result, square) = (Number(BigInteger.One), this);
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                if (result.Multiply(square, fuel) is not { } product)
                {
                    return null;
                }

                result = product;
            }

            if (exponent > 1)
            {
                if (square.Multiply(square, fuel) is not { } next)
                {
                    return null;
                }

                square = next;
            }
        }

        return result;
    }

    private static void Accumulate(Dictionary<string, BigInteger> terms, string key, BigInteger value)
    {
        var sum = terms.GetValueOrDefault(key) + value;
        if (sum.IsZero)
        {
            terms.Remove(key);
        }
        else
        {
            terms[key] = sum;
        }
    }

    // A power product is written as its variables in order, each as often as its exponent says: a*b^2 is "abb".
    private static string Merge(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length == 0 ? right : left;
        }

        return string.Create(left.Length + right.Length, (left, right), static (result, parts) =>
        {
            for (var (i, l, r) = (0, 0, 0); i < result.Length; i++)
            {
                var takeLeft = r == parts.right.Length || (l < parts.left.Length && parts.left[l] <= parts.right[r]);
                result[i] = takeLeft ? parts.left[l++] : parts.right[r++];
            }
        });
    }

    private static long Size(BigInteger value) => 1 + value.GetBitLength() / 64;
}
