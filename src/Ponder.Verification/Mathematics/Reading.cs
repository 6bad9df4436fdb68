using Ponder.Verification.Mathematics.Expressions;
using Ponder.Verification.Mathematics.Extraction;
using Ponder.Verification.Mathematics.Latex;

namespace Ponder.Verification.Mathematics;

/// <summary>An answer as text and as tree.</summary>
internal sealed record Reading(string Text, string Source, Node? Node)
{
    /// <summary>The first candidate that can be read; else the first as text only.</summary>
    public static Reading OfFirst(List<FoundAnswer> candidates, Budget fuel)
    {
        foreach (var candidate in candidates)
        {
            if (Parse(candidate.Text, fuel) is { } node && (node is not TextNode || candidates.Count == 1))
            {
                return new Reading(candidate.Text, candidate.Source, node);
            }
        }

        return new Reading(candidates[0].Text, candidates[0].Source, Parse(candidates[0].Text, fuel));
    }

    /// <summary>Reads an answer. What cannot be read as a whole is tried without doubled backslashes and without the words around it.</summary>
    public static Node? Parse(string text, Budget fuel, bool groups = true, bool decimalComma = false)
    {
        if (text.Contains("\\\\", StringComparison.Ordinal) && !text.Contains("\\begin", StringComparison.Ordinal) && !text.Contains("\\\\begin", StringComparison.Ordinal))
        {
            text = text.Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        if (LatexParser.Parse(text, fuel, groups, decimalComma) is { } node)
        {
            return node;
        }

        // Only what stands behind the last equals sign can be read.
        var equals = text.LastIndexOf('=');
        return equals > 0 && equals < text.Length - 1 && text.IndexOfAny([',', ';']) < 0 && text[equals - 1] is not ('<' or '>' or '!')
            ? LatexParser.Parse(text[(equals + 1)..], fuel, groups, decimalComma)
            : null;
    }
}
