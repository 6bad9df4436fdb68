namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>A rectangle that certainly holds a complex number.</summary>
internal readonly record struct ComplexInterval(RealInterval Real, RealInterval Imaginary)
{
    public static ComplexInterval One => new(RealInterval.One, RealInterval.Zero);

    /// <summary>Whether the imaginary part is exactly zero.</summary>
    public bool IsReal => Imaginary.IsZero;

    public bool IsZero => Real.IsZero && Imaginary.IsZero;

    public static ComplexInterval Of(RealInterval real) => new(real, RealInterval.Zero);

    public ComplexInterval Plus(ComplexInterval other) => new(Real.Plus(other.Real), Imaginary.Plus(other.Imaginary));

    public ComplexInterval Minus(ComplexInterval other) => new(Real.Minus(other.Real), Imaginary.Minus(other.Imaginary));

    public ComplexInterval Times(ComplexInterval other) => IsReal && other.IsReal
        ? Of(Real.Times(other.Real))
        : new(Real.Times(other.Real).Minus(Imaginary.Times(other.Imaginary)), Real.Times(other.Imaginary).Plus(Imaginary.Times(other.Real)));

    /// <summary>1/z; null where z may be zero.</summary>
    public ComplexInterval? Reciprocal()
    {
        if (IsReal)
        {
            return RealInterval.One.Over(Real) is { } inverse ? Of(inverse) : null;
        }

        var norm = Real.Times(Real).Plus(Imaginary.Times(Imaginary));
        return Real.Over(norm) is { } real && Imaginary.Negated().Over(norm) is { } imaginary ? new(real, imaginary) : null;
    }

    /// <summary>|z|.</summary>
    public RealInterval? Modulus() => IsReal ? Real.Absolute() : Elementary.Sqrt(Real.Times(Real).Plus(Imaginary.Times(Imaginary)).Absolute());

    /// <summary>e^z.</summary>
    public ComplexInterval? Exp()
    {
        if (Elementary.Exp(Real) is not { } size)
        {
            return null;
        }

        if (IsReal)
        {
            return Of(size);
        }

        return Elementary.CosSin(Imaginary) is { } turn ? new(size.Times(turn.Cos), size.Times(turn.Sin)) : null;
    }

    /// <summary>The principal logarithm; null near zero and where the cut cannot be decided.</summary>
    public ComplexInterval? Log()
    {
        if (IsReal && Real.IsPositive)
        {
            return Elementary.Log(Real) is { } log ? Of(log) : null;
        }

        if (Modulus() is not { } modulus || Elementary.Log(modulus) is not { } size || Argument() is not { } angle)
        {
            return null;
        }

        return new(size, angle);
    }

    /// <summary>The principal argument.</summary>
    public RealInterval? Argument()
    {
        if (IsReal)
        {
            return Real.IsPositive ? RealInterval.Zero : Real.IsNegative ? Elementary.Pi : null;
        }

        if (Real.IsPositive)
        {
            return Imaginary.Over(Real) is { } slope ? Elementary.Arctan(slope) : null;
        }

        if (Imaginary.HoldsZero || Real.Negated().Over(Imaginary) is not { } cotangent)
        {
            return null;
        }

        // arg = ±π/2 + arctan(−re/im).
        var quarter = Imaginary.IsPositive ? Elementary.Pi.Scaled(-1) : Elementary.Pi.Scaled(-1).Negated();
        return quarter.Plus(Elementary.Arctan(cotangent));
    }
}
