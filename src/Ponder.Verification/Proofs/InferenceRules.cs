namespace Ponder.Verification.Proofs;

/// <summary>The rules of natural deduction: how many lines and subproofs each cites, and what it gives.</summary>
internal static class InferenceRules
{
    /// <summary>A rule: whether the cited lines and subproofs (assumption, conclusion) give the formula.</summary>
    public sealed record Rule(string Name, int Lines, int Subproofs, Func<Formula, Formula[], (Formula Assumed, Formula Reached)[], bool> Gives);

    /// <summary>The table.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        OnLines("R", 1, (f, l) => f == l[0]),
        EitherOrder("MP", (f, a, b) => a == Formula.Of(Connective.Implies, b, f)),
        EitherOrder("MT", (f, a, b) => a.Main == Connective.Implies && b.Negates(a.Right!) && f.Negates(a.Left!)),
        EitherOrder("HS", (f, a, b) => a.Main == Connective.Implies && b.Main == Connective.Implies && a.Right == b.Left
            && f == Formula.Of(Connective.Implies, a.Left!, b.Right!)),
        EitherOrder("DS", (f, a, b) => a.Main == Connective.Or && ((b.Negates(a.Left!) && f == a.Right) || (b.Negates(a.Right!) && f == a.Left))),
        OnLines("&I", 2, (f, l) => f == Formula.Of(Connective.And, l[0], l[1])),
        OnLines("&E", 1, (f, l) => l[0].Main == Connective.And && (f == l[0].Left || f == l[0].Right)),
        OnLines("vI", 1, (f, l) => f.Main == Connective.Or && (f.Left == l[0] || f.Right == l[0])),
        new("vE", 1, 2, (f, l, s) => l[0].Main == Connective.Or && s[0].Assumed == l[0].Left && s[1].Assumed == l[0].Right
            && s[0].Reached == f && s[1].Reached == f),
        new("->I", 0, 1, (f, _, s) => f == Formula.Of(Connective.Implies, s[0].Assumed, s[0].Reached)),
        new("~I", 0, 1, (f, _, s) => s[0].Reached == Formula.Falsum && f.Negates(s[0].Assumed)),
        new("RAA", 0, 1, (f, _, s) => s[0].Reached == Formula.Falsum && s[0].Assumed.Negates(f)),
        EitherOrder("#I", (f, a, b) => f == Formula.Falsum && b.Negates(a)),
        OnLines("#E", 1, (_, l) => l[0] == Formula.Falsum),
        OnLines("DN", 1, (f, l) => IsDoubleNegation(f, l[0]) || IsDoubleNegation(l[0], f)),
        OnLines("<->I", 2, (f, l) => l[0].Main == Connective.Implies && l[1] == Formula.Of(Connective.Implies, l[0].Right!, l[0].Left!)
            && f == Formula.Of(Connective.Equivalent, l[0].Left!, l[0].Right!)),
        OnLines("<->E", 1, (f, l) => l[0].Main == Connective.Equivalent && f.Main == Connective.Implies
            && ((f.Left == l[0].Left && f.Right == l[0].Right) || (f.Left == l[0].Right && f.Right == l[0].Left))),
    ];

    private static Rule OnLines(string name, int lines, Func<Formula, Formula[], bool> gives) => new(name, lines, 0, (f, l, _) => gives(f, l));

    private static Rule EitherOrder(string name, Func<Formula, Formula, Formula, bool> gives) =>
        new(name, 2, 0, (f, l, _) => gives(f, l[0], l[1]) || gives(f, l[1], l[0]));

    private static bool IsDoubleNegation(Formula outer, Formula inner) => outer is { Main: Connective.Not, Left: { } once } && once.Negates(inner);
}
