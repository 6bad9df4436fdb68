namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Texts of tokens that occur again and again, each kept once, so that cutting an answer into tokens allocates little.</summary>
internal static class CommonTexts
{
    private static readonly string[] Characters = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "frac", "dfrac", "tfrac", "sqrt", "left", "right", "text", "mathrm", "mathbf", "mathbb", "textbf", "mbox", "pi", "infty", "cdot", "times", "div", "pm", "mp", "le", "ge", "leq", "geq", "lt",
        "gt", "ne", "neq", "in", "cup", "cap", "quad", "begin", "end", "pmatrix", "bmatrix", "sin", "cos", "tan", "log", "ln", "circ", "degree", "theta", "alpha", "beta", "angle", "binom", "overline",
        "approx", "and", "or", "pi", "xy", "ab", "displaystyle", "cm", "mbox", "operatorname", "dots", "ldots",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The character as a text.</summary>
    public static string Of(char c) => c < 128 ? Characters[c] : c.ToString();

    /// <summary>The characters as a text.</summary>
    public static string Of(ReadOnlySpan<char> text) => text.Length == 1 ? Of(text[0]) : ByName.TryGetValue(text, out var name) ? name : text.ToString();
}
