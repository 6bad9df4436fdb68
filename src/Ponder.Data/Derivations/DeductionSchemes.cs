using Ponder.Verification.Proofs;

namespace Ponder.Data.Derivations;

/// <summary>Valid natural deductions: proof schemes filled with formulas.</summary>
/// <remarks>Difficulty 1 fills in letters; higher ones fill in compound formulas and lengthen the chains.</remarks>
internal sealed class DeductionSchemes(Draws draws, int difficulty)
{
    private static readonly Action<DeductionSchemes>[] s_schemes =
    [
        s => s.ChainOfImplications(), s => s.ChainOfSyllogisms(), s => s.SwapConjunction(), s => s.SwapDisjunction(), s => s.Contraposition(), s => s.Exportation(),
        s => s.Importation(), s => s.DeMorgan(), s => s.Dilemma(), s => s.ExcludedMiddle(), s => s.Elimination(), s => s.Equivalence(), s => s.Reductio(), s => s.Weakening(),
    ];

    private readonly List<DeductionStep> _steps = [];
    private readonly List<char> _letters = [.. "ABCDEFGHJKLMNPQRSTW"];

    /// <summary>One deduction.</summary>
    public static List<DeductionStep> Make(Draws draws, int difficulty)
    {
        var scheme = new DeductionSchemes(draws, difficulty);
        draws.Of(s_schemes)(scheme);
        scheme.Extend();
        return scheme._steps;
    }

    private int Length => 2 + draws.Below(difficulty);

    private int Premise(Formula formula) => Add(0, formula, "premise");

    private int Add(int depth, Formula formula, string rule, params int[] lines) => Write(depth, formula, rule, string.Join(", ", lines));

    private int Discharge(int depth, Formula formula, string rule, int from, int to) => Write(depth, formula, rule, $"{from}-{to}");

    private int Write(int depth, Formula formula, string rule, string references)
    {
        _steps.Add(new DeductionStep(depth, formula, rule, references));
        return _steps.Count;
    }

    private Formula Atom()
    {
        var letter = Letter();
        return draws.Below(6) >= difficulty - 1 ? letter : draws.Below(3) switch
        {
            0 => Formula.Not(letter),
            1 => Formula.Of(Connective.And, letter, Letter()),
            _ => Formula.Of(Connective.Or, letter, Letter()),
        };
    }

    private Formula Letter()
    {
        var at = draws.Below(_letters.Count);
        var letter = _letters[at];
        if (_letters.Count > 1)
        {
            _letters.RemoveAt(at);
        }

        return Formula.Letter(letter);
    }

    private static Formula If(Formula a, Formula b) => Formula.Of(Connective.Implies, a, b);

    // From the conclusion on: harder items say more.
    private void Extend()
    {
        for (var i = draws.Below(difficulty); i > 0 && _letters.Count > 4; i--)
        {
            var last = _steps.Count;
            var conclusion = _steps[^1].Formula;
            switch (draws.Below(3))
            {
                case 0:
                    Add(0, Formula.Of(Connective.Or, conclusion, Letter()), "vI", last);
                    break;
                case 1:
                    Add(0, Formula.Not(Formula.Not(conclusion)), "DN", last);
                    break;
                default:
                    var other = Letter();
                    var premise = Premise(other);
                    Add(0, Formula.Of(Connective.And, conclusion, other), "&I", last, premise);
                    break;
            }
        }
    }

    private void ChainOfImplications()
    {
        Formula[] parts = [.. Enumerable.Range(0, Length + 1).Select(_ => Atom())];
        for (var i = 0; i + 1 < parts.Length; i++)
        {
            Premise(If(parts[i], parts[i + 1]));
        }

        var held = Premise(parts[0]);
        for (var i = 1; i < parts.Length; i++)
        {
            held = Add(0, parts[i], "MP", i, held);
        }
    }

    private void ChainOfSyllogisms()
    {
        Formula[] parts = [.. Enumerable.Range(0, Length + 1).Select(_ => Atom())];
        for (var i = 0; i + 1 < parts.Length; i++)
        {
            Premise(If(parts[i], parts[i + 1]));
        }

        var held = 1;
        for (var i = 2; i < parts.Length; i++)
        {
            held = Add(0, If(parts[0], parts[i]), "HS", held, i);
        }
    }

    private void SwapConjunction()
    {
        var (a, b) = (Atom(), Atom());
        Premise(Formula.Of(Connective.And, a, b));
        var right = Add(0, b, "&E", 1);
        var left = Add(0, a, "&E", 1);
        Add(0, Formula.Of(Connective.And, b, a), "&I", right, left);
    }

    private void SwapDisjunction()
    {
        var (a, b) = (Atom(), Atom());
        var swapped = Formula.Of(Connective.Or, b, a);
        Premise(Formula.Of(Connective.Or, a, b));
        Add(1, a, "assume");
        Add(1, swapped, "vI", 2);
        Add(1, b, "assume");
        Add(1, swapped, "vI", 4);
        Write(0, swapped, "vE", "1, 2-3, 4-5");
    }

    private void Contraposition()
    {
        var (a, b) = (Atom(), Atom());
        Premise(If(a, b));
        Add(1, Formula.Not(b), "assume");
        Add(1, Formula.Not(a), "MT", 1, 2);
        Discharge(0, If(Formula.Not(b), Formula.Not(a)), "->I", 2, 3);
    }

    private void Exportation()
    {
        var (a, b, c) = (Atom(), Atom(), Atom());
        Premise(If(Formula.Of(Connective.And, a, b), c));
        Add(1, a, "assume");
        Add(2, b, "assume");
        Add(2, Formula.Of(Connective.And, a, b), "&I", 2, 3);
        Add(2, c, "MP", 1, 4);
        Discharge(1, If(b, c), "->I", 3, 5);
        Discharge(0, If(a, If(b, c)), "->I", 2, 6);
    }

    private void Importation()
    {
        var (a, b, c) = (Atom(), Atom(), Atom());
        var both = Formula.Of(Connective.And, a, b);
        Premise(If(a, If(b, c)));
        Add(1, both, "assume");
        Add(1, a, "&E", 2);
        Add(1, b, "&E", 2);
        Add(1, If(b, c), "MP", 1, 3);
        Add(1, c, "MP", 5, 4);
        Discharge(0, If(both, c), "->I", 2, 6);
    }

    private void DeMorgan()
    {
        var (a, b) = (Atom(), Atom());
        var either = Formula.Of(Connective.Or, a, b);
        Premise(Formula.Not(either));
        foreach (var (part, first) in new[] { (a, 2), (b, 6) })
        {
            Add(1, part, "assume");
            Add(1, either, "vI", first);
            Add(1, Formula.Falsum, "#I", first + 1, 1);
            Discharge(0, Formula.Not(part), "~I", first, first + 2);
        }

        Add(0, Formula.Of(Connective.And, Formula.Not(a), Formula.Not(b)), "&I", 5, 9);
    }

    private void Dilemma()
    {
        var (a, b, c, d) = (Atom(), Atom(), Atom(), Atom());
        var either = Formula.Of(Connective.Or, c, d);
        Premise(If(a, c));
        Premise(If(b, d));
        Premise(Formula.Of(Connective.Or, a, b));
        Add(1, a, "assume");
        Add(1, c, "MP", 1, 4);
        Add(1, either, "vI", 5);
        Add(1, b, "assume");
        Add(1, d, "MP", 2, 7);
        Add(1, either, "vI", 8);
        Write(0, either, "vE", "3, 4-6, 7-9");
    }

    private void ExcludedMiddle()
    {
        var a = Atom();
        var law = Formula.Of(Connective.Or, a, Formula.Not(a));
        Add(1, Formula.Not(law), "assume");
        Add(2, a, "assume");
        Add(2, law, "vI", 2);
        Add(2, Formula.Falsum, "#I", 3, 1);
        Discharge(1, Formula.Not(a), "~I", 2, 4);
        Add(1, law, "vI", 5);
        Add(1, Formula.Falsum, "#I", 6, 1);
        Discharge(0, law, "RAA", 1, 7);
    }

    private void Elimination()
    {
        Formula[] parts = [.. Enumerable.Range(0, Length).Select(_ => Atom())];
        var held = Premise(parts.Reverse().Aggregate((tail, part) => Formula.Of(Connective.Or, part, tail)));
        foreach (var part in parts[..^1])
        {
            var rest = _steps[held - 1].Formula.Right!;
            var no = Premise(Formula.Not(part));
            held = Add(0, rest, "DS", held, no);
        }
    }

    private void Equivalence()
    {
        var (a, b) = (Atom(), Atom());
        Premise(Formula.Of(Connective.Equivalent, a, b));
        Premise(Formula.Not(a));
        Add(0, If(b, a), "<->E", 1);
        Add(0, Formula.Not(b), "MT", 3, 2);
    }

    private void Reductio()
    {
        var (a, b) = (Atom(), Atom());
        Premise(If(a, b));
        Premise(If(a, Formula.Not(b)));
        Add(1, a, "assume");
        Add(1, b, "MP", 1, 3);
        Add(1, Formula.Not(b), "MP", 2, 3);
        Add(1, Formula.Falsum, "#I", 4, 5);
        Discharge(0, Formula.Not(a), "~I", 3, 6);
    }

    private void Weakening()
    {
        var (a, b) = (Atom(), Atom());
        Add(1, a, "assume");
        Add(2, b, "assume");
        Add(2, a, "R", 1);
        Discharge(1, If(b, a), "->I", 2, 3);
        Discharge(0, If(a, If(b, a)), "->I", 1, 4);
    }
}
