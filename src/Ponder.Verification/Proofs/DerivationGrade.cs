using System.Numerics;

namespace Ponder.Verification.Proofs;

/// <summary>
/// Grades a derivation as graders of proofs do: 1 for a valid one, 0.5 for one with a fault whose conclusion still follows from its
/// premises, 0 where the conclusion does not follow.
/// </summary>
internal static class DerivationGrade
{
    private const int MaxLetters = 16;

    public static double? Of(string type, IReadOnlyList<string> lines, Fuel fuel)
    {
        var report = Derivations.Check(type, lines, fuel);
        return report switch
        {
            null or { OutOfFuel: true } => null,
            { Valid: true } => 1,
            _ when lines.Count == 0 => 0,
            _ => Follows(type, lines, fuel) ? 0.5 : 0,
        };
    }

    private static bool Follows(string type, IReadOnlyList<string> lines, Fuel fuel) => type switch
    {
        "natural_deduction" => Entailed(lines),
        "equational_chain" => EquationalChain.Check(Ends(lines), fuel).Valid,
        _ => IntegerEquations.Check(Ends(lines), fuel).Valid,
    };

    // The first and the last line, numbered anew.
    private static string[] Ends(IReadOnlyList<string> lines) =>
        [$"1. {NumberedLine.Content(lines[0], 1)}", $"2. {NumberedLine.Content(lines[^1], lines.Count)}"];

    // A truth table over the letters that occur.
    private static bool Entailed(IReadOnlyList<string> lines)
    {
        var read = lines.Select((line, i) => DerivationLine.Parse(line, i + 1, out _)).ToArray();
        if (read[^1] is not { Depth: 0, Formula: { } conclusion })
        {
            return false;
        }

        Formula[] premises = [.. read.OfType<DerivationLine>().Where(l => l is { Rule: "premise", Depth: 0 }).Select(l => l.Formula)];
        var letters = premises.Aggregate(conclusion.Letters, (set, p) => set | p.Letters);
        if (BitOperations.PopCount(letters) > MaxLetters)
        {
            return false;
        }

        // All subsets of the letters, from all to none.
        for (var truths = letters; ; truths = (truths - 1) & letters)
        {
            if (!conclusion.Value(truths) && premises.All(p => p.Value(truths)))
            {
                return false;
            }

            if (truths == 0)
            {
                return true;
            }
        }
    }
}
