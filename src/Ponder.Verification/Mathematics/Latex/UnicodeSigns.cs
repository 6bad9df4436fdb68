namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Unicode signs of mathematics and what they are called in LaTeX.</summary>
internal static class UnicodeSigns
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    private static readonly Dictionary<char, string> Commands = new()
    {
        ['×'] = "times", ['·'] = "cdot", ['⋅'] = "cdot", ['∙'] = "cdot", ['•'] = "cdot", ['÷'] = "div", ['√'] = "surd", ['∛'] = "cbrt",
        ['π'] = "pi", ['∞'] = "infty", ['∪'] = "cup", ['∩'] = "cap", ['∖'] = "setminus", ['∈'] = "in", ['∉'] = "notin",
        ['≤'] = "le", ['≦'] = "le", ['⩽'] = "le", ['≥'] = "ge", ['≧'] = "ge", ['⩾'] = "ge", ['≠'] = "ne", ['≈'] = "approx", ['≃'] = "approx",
        ['±'] = "pm", ['∓'] = "mp", ['∅'] = "emptyset", ['°'] = "degree", ['º'] = "degree", ['˚'] = "degree", ['∘'] = "circ",
        ['∠'] = "angle", ['△'] = "triangle", ['ℝ'] = "R", ['ℤ'] = "Z", ['ℕ'] = "N", ['ℚ'] = "Q", ['ℂ'] = "C",
        ['⟨'] = "langle", ['⟩'] = "rangle", ['≡'] = "equiv", ['∑'] = "sum", ['∏'] = "prod", ['∫'] = "int", ['⌊'] = "lfloor", ['⌋'] = "rfloor",
        ['⌈'] = "lceil", ['⌉'] = "rceil", ['∧'] = "land", ['∨'] = "lor", ['⇒'] = "Rightarrow", ['→'] = "to", ['⇔'] = "iff",
        ['α'] = "alpha", ['β'] = "beta", ['γ'] = "gamma", ['δ'] = "delta", ['ε'] = "epsilon", ['θ'] = "theta", ['λ'] = "lambda", ['μ'] = "mu",
        ['ν'] = "nu", ['ρ'] = "rho", ['σ'] = "sigma", ['τ'] = "tau", ['φ'] = "phi", ['ϕ'] = "phi", ['χ'] = "chi", ['ψ'] = "psi", ['ω'] = "omega",
        ['Γ'] = "Gamma", ['Δ'] = "Delta", ['Θ'] = "Theta", ['Λ'] = "Lambda", ['Σ'] = "Sigma", ['Φ'] = "Phi", ['Ψ'] = "Psi", ['Ω'] = "Omega",
    };

    private static readonly Dictionary<char, char> Signs = new()
    {
        ['−'] = '-', ['–'] = '-', ['—'] = '-', ['﹣'] = '-', ['‐'] = '-', ['‑'] = '-', ['⁄'] = '/', ['∕'] = '/', ['′'] = '\'', ['’'] = '\'',
        ['∣'] = '|', ['∗'] = '*', ['，'] = ',', ['、'] = ',', ['；'] = ';', ['：'] = ':', ['（'] = '(', ['）'] = ')', ['【'] = '[', ['】'] = ']',
    };

    private static readonly Dictionary<char, (int Top, int Bottom)> Fractions = new()
    {
        ['½'] = (1, 2), ['⅓'] = (1, 3), ['⅔'] = (2, 3), ['¼'] = (1, 4), ['¾'] = (3, 4), ['⅕'] = (1, 5), ['⅖'] = (2, 5), ['⅗'] = (3, 5),
        ['⅘'] = (4, 5), ['⅙'] = (1, 6), ['⅚'] = (5, 6), ['⅛'] = (1, 8), ['⅜'] = (3, 8), ['⅝'] = (5, 8), ['⅞'] = (7, 8),
    };

    /// <summary>The LaTeX name of a sign.</summary>
    public static string? Command(char c) => Commands.GetValueOrDefault(c);

    /// <summary>The ASCII sign that a character stands for.</summary>
    public static char Sign(char c) => Signs.GetValueOrDefault(c, c);

    /// <summary>A vulgar fraction.</summary>
    public static (int Top, int Bottom)? Fraction(char c) => Fractions.TryGetValue(c, out var parts) ? parts : null;

    /// <summary>The digit of a superscript digit, or -1.</summary>
    public static int Superscript(char c) => Superscripts.IndexOf(c, StringComparison.Ordinal);

    /// <summary>The digit of a subscript digit, or -1.</summary>
    public static int Subscript(char c) => Subscripts.IndexOf(c, StringComparison.Ordinal);
}
