using System.Globalization;
using System.Numerics;

namespace Ponder.Verification.Proofs;

/// <summary>
/// Reads polynomials: whole numbers, one-letter variables, <c>+ - * ^</c>, brackets; a product sign may be left out before a
/// letter or a bracket. <c>-x^2</c> is <c>-(x^2)</c>.
/// </summary>
internal static class PolynomialParser
{
    private const int MaxDepth = 200;
    private const int MaxDigits = 1000;
    private const int MaxExponent = 1000;

    /// <summary>The polynomial, or null where the text is none or the fuel ended (<see cref="Fuel.IsEmpty"/> says which).</summary>
    public static Polynomial? Parse(string text, Fuel fuel)
    {
        var reader = new Reader(text.Replace("**", "^", StringComparison.Ordinal).Replace('\u2212', '-'), fuel);
        var polynomial = reader.Sum(0);
        return polynomial is not null && reader.AtEnd ? polynomial : null;
    }

    private ref struct Reader(string text, Fuel fuel)
    {
        private int _at;

        public bool AtEnd => Peek() == '\0' && _at >= text.Length;

        public Polynomial? Sum(int depth)
        {
            if (depth > MaxDepth)
            {
                return null;
            }

            var sum = Product(depth, Sign());
            while (sum is not null && (Peek() is '+' or '-'))
            {
                var sign = text[_at++] == '-' ? -1 : 1;
                sum = Product(depth, sign) is { } term ? sum.Add(term, 1, fuel) : null;
            }

            return sum;
        }

        private Polynomial? Product(int depth, int sign)
        {
            var product = Factor(depth);
            while (product is not null)
            {
                if (Peek() == '*')
                {
                    _at++;
                    var inner = Sign();
                    product = Factor(depth) is { } factor ? product.Multiply(factor, fuel) : null;
                    sign *= inner;
                }
                else if (Peek() == '(' || char.IsAsciiLetter(Peek()))
                {
                    product = Factor(depth) is { } factor ? product.Multiply(factor, fuel) : null;
                }
                else
                {
                    break;
                }
            }

            return sign < 0 && product is not null ? Polynomial.Number(BigInteger.Zero).Add(product, -1, fuel) : product;
        }

        private Polynomial? Factor(int depth)
        {
            var root = Atom(depth);
            if (root is null || Peek() != '^')
            {
                return root;
            }

            _at++;
            return Exponent(depth) is { } exponent ? root.Power(exponent, fuel) : null;
        }

        // 2^3^2 is 2^(3^2); an exponent may stand in brackets.
        private int? Exponent(int depth)
        {
            if (depth > MaxDepth || Atom(depth) is not { Constant: { } value })
            {
                return null;
            }

            if (Peek() == '^')
            {
                _at++;
                if (Exponent(depth + 1) is not { } higher || value.GetBitLength() * higher > 16)
                {
                    return null;
                }

                value = BigInteger.Pow(value, higher);
            }

            return value.Sign >= 0 && value <= MaxExponent ? (int)value : null;
        }

        private Polynomial? Atom(int depth)
        {
            var next = Peek();
            if (next == '(')
            {
                _at++;
                var inner = Sum(depth + 1);
                if (inner is null || Peek() != ')')
                {
                    return null;
                }

                _at++;
                return inner;
            }

            if (char.IsAsciiLetter(next))
            {
                _at++;
                return Polynomial.Variable(next);
            }

            var start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }

            return _at > start && _at - start <= MaxDigits
                ? Polynomial.Number(BigInteger.Parse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture))
                : null;
        }

        private int Sign()
        {
            var sign = 1;
            while (Peek() is '+' or '-')
            {
                sign = text[_at++] == '-' ? -sign : sign;
            }

            return sign;
        }

        private char Peek()
        {
            while (_at < text.Length && (text[_at] is ' ' or '\t'))
            {
                _at++;
            }

            return _at < text.Length ? text[_at] : '\0';
        }
    }
}
