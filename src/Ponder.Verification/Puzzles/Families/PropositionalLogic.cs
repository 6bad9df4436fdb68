using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ponder.Verification.Puzzles.Logic;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// A conclusion: it follows from the premises by truth table, is not true by itself, is not one of the premises and not a single
/// letter.
/// </summary>
internal static class PropositionalLogic
{
    private const int MaxVariables = 14;

    private static readonly Regex Premise = new(@"^\.?\d+\. (.+?)\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var texts = Premise.Matches(puzzle.After("Given:") ?? "").Select(m => m.Groups[1].Value).ToArray();
        var premises = texts.Select(Formula.Read).ToArray();
        if (premises.Length == 0 || premises.Any(p => p is null))
        {
            return Ruling.Unreadable;
        }

        if (Formula.Read(answer) is not { } conclusion)
        {
            return Ruling.Malformed;
        }

        if (Bare(answer).Length == 1)
        {
            return Ruling.Wrong("single-letter");
        }

        if (texts.Any(t => Bare(t) == Bare(answer)))
        {
            return Ruling.Wrong("repeats-premise");
        }

        var variables = premises.Aggregate(conclusion.Variables, (v, p) => v | p!.Variables);
        if (BitOperations.PopCount(variables) > MaxVariables)
        {
            return Ruling.Wrong("too-many-letters");
        }

        if (puzzle.Member("variables") is { ValueKind: JsonValueKind.Array } known && (conclusion.Variables & ~Letters(known)) != 0)
        {
            return Ruling.Wrong("foreign-letter");
        }

        if (Formula.Assignments(conclusion.Variables).All(conclusion.IsTrue))
        {
            return Ruling.Wrong("tautology");
        }

        return Ruling.Of(
            Formula.Assignments(variables).All(a => conclusion.IsTrue(a) || premises.Any(p => !p!.IsTrue(a))), "does-not-follow");
    }

    private static ulong Letters(JsonElement names) =>
        names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Aggregate(0UL, (v, n) => v | (Formula.Read(n.GetString()!)?.Variables ?? 0));

    // Without the brackets around the whole.
    private static string Bare(string text)
    {
        var s = Formula.Canonical(text);
        while (s is ['(', .., ')'] && Formula.Read(s[1..^1]) is not null)
        {
            s = s[1..^1];
        }

        return s;
    }
}
