using Ponder.Verification.Mathematics.Algebra;
using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Numeric;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>
/// Solves <c>N(x)/D(x) ⋚ 0</c> for polynomials with rational coefficients whose zeros are rational or of the second degree: signs between the zeros decide.
/// </summary>
/// <param name="fuel">The budget.</param>
internal sealed class RationalInequality(Budget fuel)
{
    private const int MaxDegree = 12;
    private const int MaxCandidates = 2_000;

    // Zeros nearer to each other than this are not told apart by their approximations.
    private static readonly Rational Least = new(1, 1L << 40);

    private readonly Canonical _forms = new(new Atoms(), fuel);

    /// <summary>The pieces of the solution with their variable, not yet joined; null where the inequality is of another kind.</summary>
    public (string Variable, List<Piece> Pieces)? Solve(Node left, RelationKind kind, Node right)
    {
        if (_forms.Of(new SumNode([left, new ProductNode([NumberNode.MinusOne, right])])) is not { } difference)
        {
            return null;
        }

        string? variable = null;
        if (Coefficients(difference.Top, ref variable) is not { } above || Coefficients(difference.Bottom, ref variable) is not { } below || variable is null)
        {
            return null;
        }

        var (top, bottom) = (Raised(above.Values, below.Divided), Raised(below.Values, above.Divided));
        if (Zeros(top) is not { } zeros || Zeros(bottom) is not { } poles || Sorted(zeros, poles) is not { } marks)
        {
            return null;
        }

        var pieces = new List<Piece>();
        for (var i = 0; i <= marks.Count; i++)
        {
            // A point between the marks, far enough from both.
            if (i > 0 && i < marks.Count && Canonical.Compare(marks[i].Near - marks[i - 1].Near, Least) < 0)
            {
                return null;
            }

            var sign = marks.Count == 0 ? Sign(top, bottom, 0)
                : i == 0 ? Sign(top, bottom, marks[0].Near - 1)
                : i == marks.Count ? Sign(top, bottom, marks[^1].Near + 1)
                : Sign(top, bottom, (marks[i - 1].Near + marks[i].Near) / 2);
            if (Holds(sign, kind))
            {
                pieces.Add(new Piece(i == 0 ? null : marks[i - 1].Value, i == marks.Count ? null : marks[i].Value, false, false));
            }

            if (i < marks.Count && !marks[i].Pole && Holds(0, kind))
            {
                pieces.Add(Piece.Point(marks[i].Value));
            }
        }

        return (variable, pieces);
    }

    private static bool Holds(int sign, RelationKind kind) => kind switch
    {
        RelationKind.Less => sign < 0,
        RelationKind.LessOrEqual => sign <= 0,
        RelationKind.Greater => sign > 0,
        RelationKind.GreaterOrEqual => sign >= 0,
        RelationKind.NotEqual => sign != 0,
        _ => false,
    };

    // Times a power of the variable.
    private static Rational[] Raised(Rational[] polynomial, int power) => [.. Enumerable.Repeat(Rational.Zero, power), .. polynomial];

    // Coefficients from the constant up, divided by a power of the variable, which is found or must be the same: 1 − 1/x is x − 1 divided by x.
    private (Rational[] Values, int Divided)? Coefficients(Polynomial polynomial, ref string? variable)
    {
        var result = new Rational[(2 * MaxDegree) + 1];
        Array.Fill(result, Rational.Zero);
        var (lowest, degree) = (0, 0);
        foreach (var (monomial, coefficient) in polynomial.Terms)
        {
            if (monomial.IsOne)
            {
                result[MaxDegree] = coefficient;
                continue;
            }

            if (monomial is not { Atoms: [var atom], Exponents: [{ IsInteger: true } exponent] } || _forms.Ring.Atoms.Kind(atom) != AtomKind.Symbol
                || exponent.Numerator > MaxDegree || exponent.Numerator < -MaxDegree || (variable is not null && variable != _forms.Ring.Atoms.Key(atom)))
            {
                return null;
            }

            variable = _forms.Ring.Atoms.Key(atom);
            var power = (int)exponent.Numerator;
            result[MaxDegree + power] = coefficient;
            (lowest, degree) = (Math.Min(lowest, power), Math.Max(degree, power));
        }

        return (result[(MaxDegree + lowest)..(MaxDegree + degree + 1)], -lowest);
    }

    // The real zeros: rational ones are divided out, what is left may have degree two.
    private List<Node>? Zeros(Rational[] polynomial)
    {
        var zeros = new List<Node>();
        while (polynomial.Length > 1 && polynomial[0].IsZero)
        {
            zeros.Add(NumberNode.Zero);
            polynomial = polynomial[1..];
        }

        while (polynomial.Length > 3 || (polynomial.Length == 2))
        {
            if (polynomial.Length == 2)
            {
                zeros.Add(new NumberNode(-polynomial[0] / polynomial[1]));
                return zeros;
            }

            if (RationalZero(polynomial) is not { } zero)
            {
                return null;
            }

            zeros.Add(new NumberNode(zero));
            polynomial = Divided(polynomial, zero);
        }

        if (polynomial.Length == 3)
        {
            var (c, b, a) = (polynomial[0], polynomial[1], polynomial[2]);
            var discriminant = (b * b) - (4 * a * c);
            if (discriminant.Sign >= 0)
            {
                var root = new PowerNode(new NumberNode(discriminant), new NumberNode(new Rational(1, 2)));
                foreach (var sign in new[] { -1, 1 })
                {
                    zeros.Add(new ProductNode([new SumNode([new NumberNode(-b), new ProductNode([new NumberNode(sign), root])]), new NumberNode(1 / (2 * a))]));
                }
            }
        }

        return zeros;
    }

    private Rational? RationalZero(Rational[] polynomial)
    {
        var scale = polynomial.Aggregate(System.Numerics.BigInteger.One, (l, c) => l / System.Numerics.BigInteger.GreatestCommonDivisor(l, c.Denominator) * c.Denominator);
        var (low, high) = (System.Numerics.BigInteger.Abs((polynomial[0] * new Rational(scale, 1)).Numerator), System.Numerics.BigInteger.Abs((polynomial[^1] * new Rational(scale, 1)).Numerator));
        if (low > 1_000_000 || high > 10_000)
        {
            return null;
        }

        var tries = 0;
        foreach (var p in Divisors((int)low))
        {
            foreach (var q in Divisors((int)high))
            {
                if (++tries > MaxCandidates)
                {
                    return null;
                }

                fuel.Spend(polynomial.Length);
                var candidate = new Rational(p, q);
                if (Value(polynomial, candidate).IsZero)
                {
                    return candidate;
                }

                if (Value(polynomial, -candidate).IsZero)
                {
                    return -candidate;
                }
            }
        }

        return null;
    }

    private IEnumerable<int> Divisors(int number)
    {
        for (var i = 1; i * i <= number; i++)
        {
            fuel.Spend();
            if (number % i == 0)
            {
                yield return i;
                if (i * i != number)
                {
                    yield return number / i;
                }
            }
        }
    }

    private static Rational[] Divided(Rational[] polynomial, Rational zero)
    {
        var quotient = new Rational[polynomial.Length - 1];
        var carry = Rational.Zero;
        for (var i = polynomial.Length - 1; i > 0; i--)
        {
            carry = (carry * zero) + polynomial[i];
            quotient[i - 1] = carry;
        }

        return quotient;
    }

    private static Rational Value(Rational[] polynomial, Rational x)
    {
        var value = Rational.Zero;
        for (var i = polynomial.Length - 1; i >= 0; i--)
        {
            value = (value * x) + polynomial[i];
        }

        return value;
    }

    private static int Sign(Rational[] top, Rational[] bottom, Rational x) => Value(top, x).Sign * Value(bottom, x).Sign;

    // Zeros and poles from left to right without repetition; null where they cannot be told apart.
    private List<(Node Value, Rational Near, bool Pole)>? Sorted(List<Node> zeros, List<Node> poles)
    {
        var marks = new List<(Node Value, Rational Near, bool Pole)>();
        var order = new RealSets(fuel);
        foreach (var (node, pole) in zeros.Select(z => (z, false)).Concat(poles.Select(p => (p, true))))
        {
            if ((node is NumberNode number ? number.Value : Identity.Near(node, fuel)) is not { } near)
            {
                return null;
            }

            var at = 0;
            var known = false;
            for (; at < marks.Count; at++)
            {
                if ((_forms.Of(new SumNode([node, new ProductNode([NumberNode.MinusOne, marks[at].Value])])) is { Top.IsZero: true } ? 0 : order.Order(node, marks[at].Value)) is not { } sign)
                {
                    return null;
                }

                if (sign <= 0)
                {
                    known = sign == 0;
                    break;
                }
            }

            if (known)
            {
                marks[at] = marks[at] with { Pole = marks[at].Pole || pole };
            }
            else
            {
                marks.Insert(at, (node, near, pole));
            }
        }

        return marks;
    }
}
