using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>A quotient of polynomials: the canonical form of a scalar. Equal values have equal cross products.</summary>
internal sealed record Quotient(Polynomial Top, Polynomial Bottom)
{
    public static readonly Quotient Zero = new(Polynomial.Zero, Polynomial.One);

    /// <summary>A number, when it is one.</summary>
    public Rational? Constant => Top.Constant is { } top && Bottom.Constant is { IsZero: false } bottom ? top / bottom : null;

    public static Quotient Of(Rational value) => new(Polynomial.Of(value), Polynomial.One);

    public static Quotient Of(Polynomial value) => new(value, Polynomial.One);

    /// <summary>A text that is the same for equal forms over the same atoms.</summary>
    public string Key(Atoms atoms) => Bottom.Constant is { } c ? Top.Scale(1 / c).Key(atoms) : $"({Top.Key(atoms)})/({Bottom.Key(atoms)})";
}
