using System.Globalization;

namespace Ponder.Verification.Proofs;

/// <summary>One line of a natural deduction: <c>k. | | formula : rule references</c>.</summary>
/// <param name="Depth">Number of bars: the level of subproofs.</param>
/// <param name="Formula">What the line says.</param>
/// <param name="Rule">The rule that it names.</param>
/// <param name="References">Lines (<c>First == Last</c> and not a range) and subproofs.</param>
internal sealed record DerivationLine(int Depth, Formula Formula, string Rule, IReadOnlyList<DerivationLine.Reference> References)
{
    private const int MaxDepth = 64;

    /// <summary>Reads line <paramref name="number"/>; the result is null and <paramref name="defect"/> says why where it is none.</summary>
    public static DerivationLine? Parse(string text, int number, out string defect)
    {
        var rest = text.AsSpan().Trim();
        var label = number.ToString(CultureInfo.InvariantCulture) + ".";
        if (!rest.StartsWith(label, StringComparison.Ordinal))
        {
            defect = $"does not begin with its number \"{label}\"";
            return null;
        }

        rest = rest[label.Length..].TrimStart();
        var depth = 0;
        while (rest.StartsWith("|", StringComparison.Ordinal))
        {
            depth++;
            rest = rest[1..].TrimStart();
        }

        var colon = rest.LastIndexOf(':');
        if (depth > MaxDepth || colon < 0)
        {
            defect = colon < 0 ? "names no rule" : "nested too deeply";
            return null;
        }

        if (FormulaParser.Parse(rest[..colon].ToString()) is not { } formula)
        {
            defect = "the formula cannot be read";
            return null;
        }

        var justification = rest[(colon + 1)..].Trim();
        var blank = justification.IndexOf(' ');
        var rule = blank < 0 ? justification : justification[..blank];
        var references = ReadReferences(blank < 0 ? "" : justification[(blank + 1)..]);
        defect = references is null ? "the references cannot be read" : "";
        return references is null ? null : new DerivationLine(depth, formula, rule.ToString(), references);
    }

    private static List<Reference>? ReadReferences(ReadOnlySpan<char> text)
    {
        var references = new List<Reference>();
        if (text.Trim().IsEmpty)
        {
            return references;
        }

        foreach (var range in text.Split(','))
        {
            var part = text[range].Trim();
            var dash = part.IndexOf('-');
            var first = Number(dash < 0 ? part : part[..dash]);
            var last = dash < 0 ? first : Number(part[(dash + 1)..]);
            if (first is null || last is null || references.Count == 8)
            {
                return null;
            }

            references.Add(new Reference(first.Value, last.Value, dash >= 0));
        }

        return references;
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A line, or a subproof from its assumption to its last line.</summary>
    internal readonly record struct Reference(int First, int Last, bool IsSubproof);
}
