namespace Ponder.Verification.Mathematics.Numeric;

/// <summary>Real functions by name.</summary>
internal static class RealFunctions
{
    /// <summary>The value; null where it is not defined or the name is unknown.</summary>
    public static RealInterval? Of(string name, RealInterval x)
    {
        switch (name)
        {
            case "sin":
                return Elementary.CosSin(x)?.Sin;
            case "cos":
                return Elementary.CosSin(x)?.Cos;
            case "tan" or "cot" or "sec" or "csc":
                return Elementary.CosSin(x) is { } turn
                    ? name switch
                    {
                        "tan" => turn.Sin.Over(turn.Cos),
                        "cot" => turn.Cos.Over(turn.Sin),
                        "sec" => RealInterval.One.Over(turn.Cos),
                        _ => RealInterval.One.Over(turn.Sin),
                    }
                    : null;
            case "arctan":
                return Elementary.Arctan(x);
            case "arccot":
                return Elementary.Pi.Scaled(-1).Minus(Elementary.Arctan(x));
            case "arcsin":
                return Arcsin(x);
            case "arccos":
                return Arcsin(x) is { } angle ? Elementary.Pi.Scaled(-1).Minus(angle) : null;
            case "sinh" or "cosh" or "tanh" or "coth" or "sech" or "csch":
                return Hyperbolic(name, x);
            case "arcsinh":
                return Elementary.Sqrt(x.Times(x).Plus(RealInterval.One)) is { } root ? Elementary.Log(x.Plus(root)) : null;
            default:
                return null;
        }
    }

    // arcsin x = 2 arctan(x / (1 + √(1 − x²))).
    private static RealInterval? Arcsin(RealInterval x)
    {
        var rest = RealInterval.One.Minus(x.Times(x));
        if (rest.IsNegative)
        {
            return null;
        }

        rest = rest.Low.Sign < 0 ? rest with { Low = 0 } : rest;
        return Elementary.Sqrt(rest) is { } root && x.Over(RealInterval.One.Plus(root)) is { } half ? Elementary.Arctan(half).Scaled(1) : null;
    }

    private static RealInterval? Hyperbolic(string name, RealInterval x)
    {
        if (Elementary.Exp(x) is not { } up || Elementary.Exp(x.Negated()) is not { } down)
        {
            return null;
        }

        var (sinh, cosh) = (up.Minus(down).Scaled(-1), up.Plus(down).Scaled(-1));
        return name switch
        {
            "sinh" => sinh,
            "cosh" => cosh,
            "tanh" => sinh.Over(cosh),
            "coth" => cosh.Over(sinh),
            "sech" => RealInterval.One.Over(cosh),
            _ => RealInterval.One.Over(sinh),
        };
    }
}
