using System.Text;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>A sum of monomials with rational coefficients; exponents may be negative or broken. Not changed after it is made.</summary>
internal sealed class Polynomial(Dictionary<Monomial, Rational> terms)
{
    public static readonly Polynomial Zero = new([]);
    public static readonly Polynomial One = Of(1);

    public Dictionary<Monomial, Rational> Terms { get; } = terms;

    public bool IsZero => Terms.Count == 0;

    /// <summary>The value, when it is a number without atoms.</summary>
    public Rational? Constant => Terms.Count == 0 ? Rational.Zero : Terms.Count == 1 && Terms.TryGetValue(Monomial.One, out var value) ? value : null;

    public static Polynomial Of(Rational value) => value.IsZero ? new([]) : new(new() { [Monomial.One] = value });

    public static Polynomial Of(Monomial monomial, Rational coefficient) => coefficient.IsZero ? Zero : new(new() { [monomial] = coefficient });

    public Polynomial Plus(Polynomial other, Budget fuel)
    {
        if (IsZero || other.IsZero)
        {
            return IsZero ? other : this;
        }

        fuel.Spend(Terms.Count + other.Terms.Count);
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

        return factor == 1 ? this : new(Terms.ToDictionary(t => t.Key, t => t.Value * factor));
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
