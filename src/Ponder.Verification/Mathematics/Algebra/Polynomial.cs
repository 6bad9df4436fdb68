using System.Text;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>A sum of monomials with rational coefficients; exponents may be negative or broken. Not changed after it is made.</summary>
/// <remarks>Sums of one term, numbers among them, are most; they carry it in place and make the dictionary only when it is asked for.</remarks>
internal sealed class Polynomial
{
    public static readonly Polynomial Zero = new([]);
    public static readonly Polynomial One = Of(1);

    private readonly Monomial? _monomial;
    private readonly Rational _coefficient;
    private Dictionary<Monomial, Rational>? _terms;

    public Polynomial(Dictionary<Monomial, Rational> terms) => _terms = terms;

    private Polynomial(Monomial monomial, Rational coefficient) => (_monomial, _coefficient) = (monomial, coefficient);

    public Dictionary<Monomial, Rational> Terms => _terms ??= new(1) { [_monomial!] = _coefficient };

    /// <summary>Number of terms.</summary>
    public int Count => _monomial is null ? _terms!.Count : 1;

    public bool IsZero => _monomial is null && _terms!.Count == 0;

    /// <summary>The term, when it is the only one.</summary>
    public (Monomial Monomial, Rational Coefficient)? Single
    {
        get
        {
            if (_monomial is not null)
            {
                return (_monomial, _coefficient);
            }

            if (_terms!.Count != 1)
            {
                return null;
            }

            var (monomial, coefficient) = _terms.First();
            return (monomial, coefficient);
        }
    }

    /// <summary>The value, when it is a number without atoms.</summary>
    public Rational? Constant => IsZero ? Rational.Zero : Single is { Monomial.IsOne: true } term ? term.Coefficient : null;

    public static Polynomial Of(Rational value) => Of(Monomial.One, value);

    public static Polynomial Of(Monomial monomial, Rational coefficient) => coefficient.IsZero ? Zero : new(monomial, coefficient);

    public Polynomial Plus(Polynomial other, Budget fuel)
    {
        if (IsZero || other.IsZero)
        {
            return IsZero ? other : this;
        }

        fuel.Spend(Count + other.Count);
        if (_monomial is not null && other._monomial is not null && _monomial.Equals(other._monomial))
        {
            return Of(_monomial, _coefficient + other._coefficient);
        }

        var sum = new Dictionary<Monomial, Rational>(Terms);
        foreach (var (monomial, coefficient) in other.Terms)
        {
            Accumulate(sum, monomial, coefficient);
        }

        return new(sum);
    }

    public Polynomial Scale(Rational factor)
    {
        if (factor.IsZero)
        {
            return Zero;
        }

        return factor.IsOne ? this
            : _monomial is not null ? new(_monomial, _coefficient * factor)
            : new(Terms.ToDictionary(t => t.Key, t => t.Value * factor));
    }

    public static void Accumulate(Dictionary<Monomial, Rational> sum, Monomial monomial, Rational coefficient)
    {
        if (!sum.TryGetValue(monomial, out var old))
        {
            sum[monomial] = coefficient;
        }
        else if (old + coefficient is { IsZero: false } value)
        {
            sum[monomial] = value;
        }
        else
        {
            sum.Remove(monomial);
        }
    }

    /// <summary>A text that is the same for equal polynomials over the same atoms.</summary>
    public string Key(Atoms atoms)
    {
        var parts = Terms.Select(t => Part(t.Key, t.Value, atoms)).ToArray();
        Array.Sort(parts, StringComparer.Ordinal);
        return parts.Length == 0 ? "0" : string.Join('+', parts);
    }

    private static string Part(Monomial monomial, Rational coefficient, Atoms atoms)
    {
        var text = new StringBuilder(coefficient.ToString());
        var names = new string[monomial.Atoms.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = $"·{atoms.Key(monomial.Atoms[i])}^{monomial.Exponents[i]}";
        }

        Array.Sort(names, StringComparer.Ordinal);
        return text.AppendJoin("", names).ToString();
    }
}
