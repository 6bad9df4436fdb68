using System.Numerics;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>
/// Identity of rational functions by exact arithmetic modulo 61-bit primes at fixed points (Schwartz–Zippel): different residues prove different functions,
/// equal ones leave a chance of about degree · 2⁻⁶¹ per point.
/// </summary>
/// <remarks>π and e count as variables of their own. Roots, functions and i are not rational: no decision.</remarks>
internal static class ModularIdentity
{
    // The largest primes below 2⁶¹ are 2⁶¹ less these.
    private static readonly ulong[] Gaps = [1, 31, 45];

    /// <summary>Points that make agreement as good as certain: two over every prime.</summary>
    public const int AllPoints = 6;

    private const int MaxExponent = 1_000_000;

    /// <summary>False: certainly different. True: equal at every point. Null: one side is no rational function, or not defined at the first point.</summary>
    /// <param name="a">One side.</param>
    /// <param name="b">The other side.</param>
    /// <param name="points">Points to try, over the primes in turn; at most <see cref="AllPoints"/>.</param>
    /// <param name="fuel">The budget.</param>
    public static bool? Compare(Node a, Node b, int points, Budget fuel)
    {
        for (var i = 0; i < points; i++)
        {
            var field = new Field(Gaps[i % Gaps.Length], i / Gaps.Length, fuel);
            if (field.Of(a) is not { } x || field.Of(b) is not { } y)
            {
                return null;
            }

            if (!field.Equal(x, y))
            {
                return false;
            }
        }

        return true;
    }

    // A fraction of residues; the lower one is not zero.
    private readonly record struct Fraction(ulong Top, ulong Bottom);

    /// <summary>Evaluates modulo a prime; every variable has a fixed value that depends on its name.</summary>
    private sealed class Field(ulong gap, int round, Budget fuel)
    {
        private const int Bits = 61;
        private const ulong Mask = (1UL << Bits) - 1;

        private readonly ulong _prime = (1UL << Bits) - gap;
        private int _depth;

        public bool Equal(Fraction x, Fraction y) => Multiply(x.Top, y.Bottom) == Multiply(y.Top, x.Bottom);

        public Fraction? Of(Node node)
        {
            fuel.Spend();
            if (++_depth > 200)
            {
                return null;
            }

            Fraction? value = node switch
            {
                NumberNode n => Number(n.Value),
                SymbolNode s => new(Point(s.Name), 1),
                ConstantNode { Kind: Constant.Pi } => new(Point("π"), 1),
                ConstantNode { Kind: Constant.E } => new(Point("e"), 1),
                SumNode s => Sum(s.Terms),
                ProductNode p => Product(p.Factors),
                PowerNode { Exponent: NumberNode { Value: { IsInteger: true } exponent } } p when BigInteger.Abs(exponent.Numerator) <= MaxExponent => Power(p.Base, (int)exponent.Numerator),
                _ => null,
            };
            _depth--;
            return value;
        }

        private Fraction? Number(Rational value)
        {
            fuel.Spend(value.BitLength / 64);
            return Residue(value.Denominator) is var bottom && bottom == 0 ? null : new Fraction(Residue(value.Numerator), bottom);
        }

        private ulong Residue(BigInteger value)
        {
            var rest = (long)(value % _prime);
            return rest < 0 ? (ulong)(rest + (long)_prime) : (ulong)rest;
        }

        // FNV-1a, so that a name has the same value everywhere.
        private ulong Point(string name)
        {
            var hash = 14695981039346656037UL ^ (ulong)round;
            foreach (var c in name)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            return ((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9UL % (_prime - 2)) + 2;
        }

        private Fraction? Sum(Node[] terms)
        {
            var sum = new Fraction(0, 1);
            foreach (var term in terms)
            {
                if (Of(term) is not { } value)
                {
                    return null;
                }

                sum = sum.Bottom == value.Bottom
                    ? sum with { Top = Add(sum.Top, value.Top) }
                    : new(Add(Multiply(sum.Top, value.Bottom), Multiply(value.Top, sum.Bottom)), Multiply(sum.Bottom, value.Bottom));
            }

            return sum;
        }

        private Fraction? Product(Node[] factors)
        {
            var product = new Fraction(1, 1);
            foreach (var factor in factors)
            {
                if (Of(factor) is not { } value)
                {
                    return null;
                }

                product = new(Multiply(product.Top, value.Top), Multiply(product.Bottom, value.Bottom));
            }

            return product;
        }

        private Fraction? Power(Node @base, int exponent)
        {
            if (Of(@base) is not { } value || (value.Top == 0 && exponent <= 0))
            {
                return null;
            }

            return exponent >= 0
                ? new(Raise(value.Top, exponent), Raise(value.Bottom, exponent))
                : new(Raise(value.Bottom, -exponent), Raise(value.Top, -exponent));
        }

        private ulong Add(ulong a, ulong b) => a + b >= _prime ? a + b - _prime : a + b;

        // 2⁶¹ ≡ gap: what lies above the mask comes back multiplied by the gap, twice.
        private ulong Multiply(ulong a, ulong b)
        {
            var (high, low) = Split(a, b);
            var (carry, rest) = Split(high, gap);
            var result = low + rest + (carry * gap);
            while (result >= _prime)
            {
                result -= _prime;
            }

            return result;
        }

        private static (ulong High, ulong Low) Split(ulong a, ulong b)
        {
            var high = Math.BigMul(a, b, out var low);
            return ((high << (64 - Bits)) | (low >> Bits), low & Mask);
        }

        private ulong Raise(ulong value, int exponent)
        {
            fuel.Spend(2);
            ulong result = 1;
            for (; exponent > 0; exponent >>= 1)
            {
                result = (exponent & 1) == 1 ? Multiply(result, value) : result;
                value = Multiply(value, value);
            }

            return result;
        }
    }
}
