namespace Ponder.Verification.Proofs;

/// <summary>Checks derivations of propositional natural deduction, line by line.</summary>
/// <remarks>
/// <c>assume</c> opens a subproof at its level and closes deeper and equal ones; a line at a lower level closes deeper subproofs.
/// A line cites earlier lines of its own or enclosing open subproofs, and closed subproofs that lie directly in one of these.
/// The last line stands at level 0.
/// </remarks>
public static class NaturalDeduction
{
    /// <summary>The first line that is not justified.</summary>
    /// <param name="lines">The lines with their numbers.</param>
    public static ProofReport Check(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var scope = new Scope();
        for (var i = 1; i <= lines.Count; i++)
        {
            if (DerivationLine.Parse(lines[i - 1], i, out var defect) is not { } line)
            {
                return ProofReport.Bad(i, defect);
            }

            if ((scope.Enter(line, i) ?? Justified(line, i, scope)) is { } reason)
            {
                return ProofReport.Bad(i, reason);
            }

            scope.Add(line, i);
        }

        if (lines.Count == 0)
        {
            return ProofReport.Bad(1, "the derivation has no lines");
        }

        return scope.Depth == 0 ? ProofReport.Good : ProofReport.Bad(lines.Count, "the last line is inside a subproof");
    }

    private static string? Justified(DerivationLine line, int number, Scope scope)
    {
        if (line.Rule is "premise" or "assume")
        {
            return line.References.Count > 0 ? $"{line.Rule} cites nothing"
                : line.Rule == "premise" && line.Depth > 0 ? "a premise inside a subproof"
                : null;
        }

        if (InferenceRules.All.FirstOrDefault(r => r.Name == line.Rule) is not { } rule)
        {
            return $"there is no rule \"{line.Rule}\"";
        }

        // Lines come before subproofs in every rule that cites both.
        if (line.References.Count != rule.Lines + rule.Subproofs
            || line.References.Take(rule.Lines).Any(r => r.IsSubproof) || line.References.Skip(rule.Lines).Any(r => !r.IsSubproof))
        {
            return $"{rule.Name} cites {rule.Lines} lines and {rule.Subproofs} subproofs";
        }

        var cited = new Formula[rule.Lines];
        for (var i = 0; i < rule.Lines; i++)
        {
            if (scope.Line(line.References[i].First, number) is not { } formula)
            {
                return $"line {line.References[i].First} cannot be cited here";
            }

            cited[i] = formula;
        }

        var subproofs = new (Formula, Formula)[rule.Subproofs];
        for (var i = 0; i < rule.Subproofs; i++)
        {
            var reference = line.References[rule.Lines + i];
            if (scope.Subproof(reference.First, reference.Last) is not { } subproof)
            {
                return $"subproof {reference.First}-{reference.Last} cannot be cited here";
            }

            subproofs[i] = subproof;
        }

        return rule.Gives(line.Formula, cited, subproofs) ? null : $"{rule.Name} does not give the formula";
    }

    // Which subproofs are open, and which closed ones lie directly in an open one.
    private sealed class Scope
    {
        private readonly List<Box> _open = [new(0, null)];
        private readonly List<(Formula Formula, Box Box)> _lines = [];
        private readonly Dictionary<(int First, int Last), Box> _closed = [];

        public int Depth => _open.Count - 1;

        // Closes what the line's level closes and opens its subproof; null, or what is wrong with the level.
        public string? Enter(DerivationLine line, int number)
        {
            if (line.Rule == "assume")
            {
                if (line.Depth == 0 || line.Depth > Depth + 1)
                {
                    return line.Depth == 0 ? "an assumption opens a subproof" : "skips a level";
                }

                Close(line.Depth - 1);
                _open.Add(new Box(number, _open[^1]));
                return null;
            }

            if (line.Depth > Depth)
            {
                return "no subproof is open at this level";
            }

            Close(line.Depth);
            return null;
        }

        public void Add(DerivationLine line, int number)
        {
            _lines.Add((line.Formula, _open[^1]));
            _open[^1].LastOwn = number;
            foreach (var box in _open)
            {
                box.Last = number;
            }
        }

        public Formula? Line(int cited, int citing)
        {
            if (cited < 1 || cited >= citing)
            {
                return null;
            }

            var (formula, box) = _lines[cited - 1];
            return _open.Contains(box) ? formula : null;
        }

        public (Formula Assumed, Formula Reached)? Subproof(int first, int last) =>
            _closed.TryGetValue((first, last), out var box) && box.LastOwn == last && _open.Contains(box.Parent!)
                ? (_lines[first - 1].Formula, _lines[last - 1].Formula)
                : null;

        private void Close(int depth)
        {
            while (Depth > depth)
            {
                var box = _open[^1];
                _open.RemoveAt(_open.Count - 1);
                _closed[(box.First, box.Last)] = box;
            }
        }

        private sealed class Box(int first, Box? parent)
        {
            public int First { get; } = first;

            public Box? Parent { get; } = parent;

            public int Last { get; set; }

            // The last line of this subproof itself, not of one inside it.
            public int LastOwn { get; set; }
        }
    }
}
