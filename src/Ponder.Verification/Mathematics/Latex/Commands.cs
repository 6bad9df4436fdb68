namespace Ponder.Verification.Mathematics.Latex;

/// <summary>The names that the parser knows.</summary>
internal static class Commands
{
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc", "asin", "acos", "atan",
        "ln", "log", "lg", "exp", "det", "gcd", "lcm", "max", "min", "abs", "floor", "ceil", "Re", "Im", "arg", "sgn", "lb", "tg", "ctg", "arctg", "arcctg", "Gamma", "tr", "rank",
        "arcsinh", "arccosh", "arctanh", "sech", "csch", "deg",
    };

    private static readonly HashSet<string> PlainFunctions = new(StringComparer.Ordinal)
    {
        "sqrt", "cbrt", "frac", "binom", "factorial",
    };

    private static readonly HashSet<string> NotPrimary = new(StringComparer.Ordinal)
    {
        "cup", "cap", "bigcup", "bigcap", "setminus", "backslash", "le", "leq", "ge", "geq", "lt", "gt", "ne", "neq", "not", "approx", "simeq", "in", "notin", "equiv", "subset", "subseteq",
        "leqslant", "geqslant", "leqq", "geqq", "doteq", "thickapprox", "}", "rangle", "rfloor", "rceil", "rvert", "end", "mid", "|", "colon", "times", "cdot", "ast", "cdotp", "bullet", "div", "slash", "over", "pm", "mp",
        "bmod", "mod", "pmod", "pod", "%", "&", "degree", "circ", "prime", "land", "lor", "wedge", "vee", "cdots", "ldots", "dots", "to", "Rightarrow", "rightarrow", "implies", "iff", "Leftrightarrow", "therefore", "#", "_", "longrightarrow", "sim", "cong", "parallel", "perp",
    };

    private static readonly Dictionary<string, int> NumberWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19,
        ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
        ["零"] = 0, ["一"] = 1, ["二"] = 2, ["两"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9, ["十"] = 10,
    };

    /// <summary>Whether a command or word is a function that is applied to what follows.</summary>
    public static bool IsFunction(string name) => Functions.Contains(name);

    /// <summary>Whether a plain word is a function.</summary>
    public static bool IsPlainFunction(string word) => Functions.Contains(word) || PlainFunctions.Contains(word);

    /// <summary>Whether a plain word is a constant or a Greek letter.</summary>
    public static bool IsPlainConstant(string word) => word is "pi" or "infinity" or "inf" or "infty" or "theta" or "alpha" or "beta" or "gamma" or "lambda" or "phi" or "omega" or "mu" or "sigma" or "Infinity";

    /// <summary>Whether a run of letters such as <c>sinx</c> begins with a function.</summary>
    public static bool StartsWithFunction(string word) => FunctionPrefix(word) > 0;

    /// <summary>Length of the function name that a run of letters begins with and of which at most two letters follow; else 0.</summary>
    public static int FunctionPrefix(string word)
    {
        for (var length = Math.Min(6, word.Length - 1); length >= 2; length--)
        {
            if (word.Length - length <= 2 && IsPlainFunction(word[..length]) && (length > 2 || word[..length] == "ln") && word[..length] is not ("det" or "deg" or "min" or "max" or "arg" or "lg" or "tg" or "abs"))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>Whether a command can begin a value.</summary>
    public static bool IsPrimary(string name) => !NotPrimary.Contains(name);

    /// <summary>The value of a number word.</summary>
    public static int? Number(string word)
    {
        word = word.Length > 2 && word[^1] == '.' ? word[..^1] : word;
        if (NumberWords.TryGetValue(word, out var value))
        {
            return value;
        }

        var dash = word.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && NumberWords.TryGetValue(word[..dash], out var tens) && tens >= 20 && NumberWords.TryGetValue(word[(dash + 1)..], out var ones) && ones is > 0 and < 10
            ? tens + ones
            : null;
    }
}
