using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Who tells the truth: the roles that make every statement as true as its speaker.</summary>
internal static class KnightsKnaves
{
    private static readonly Regex Roles = new(@"who is an? ([a-z]+) and who is an? ([a-z]+)\?", RegexOptions.CultureInvariant);
    private static readonly Regex Claim = new(@"^(?:and )?([A-Z][a-z]+) is an? ([a-z]+)$", RegexOptions.CultureInvariant);
    private static readonly Regex Spoken = new("\"(?<s>[^\"]+)\"|(?:expressed|said|told you|stated|claimed|remarked|noted|declared|asserted|mentioned|commented|thinks|says) that (?<s>[^\".]+)\\.", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var names = (puzzle.Between("inhabitants: ", ".") ?? "").Split(',').Select(n => n.Trim()).Select(n => n.StartsWith("and ", StringComparison.Ordinal) ? n[4..] : n).ToArray();
        var roles = Roles.Match(puzzle.Question);
        if (!roles.Success || names.Length is 0 or > 20)
        {
            return Ruling.Unreadable;
        }

        var (truthful, lying) = (roles.Groups[1].Value, roles.Groups[2].Value);
        if (Read(answer, names, truthful, lying) is not { } claimed)
        {
            return Ruling.Malformed;
        }

        var said = Statements(puzzle, names, truthful, lying);
        if (said is null)
        {
            return Ruling.Unreadable;
        }

        return Ruling.Of(said.Select((s, i) => s!(claimed) == claimed[i]).All(ok => ok), "contradiction");
    }

    // One claim for each person, in any order.
    private static bool[]? Read(string answer, string[] names, string truthful, string lying)
    {
        var claimed = new bool?[names.Length];
        foreach (var part in answer.TrimEnd('.').Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var single in part.Split(" and ", StringSplitOptions.TrimEntries))
            {
                var claim = Claim.Match(single);
                var person = claim.Success ? Array.IndexOf(names, claim.Groups[1].Value) : -1;
                if (person < 0 || claimed[person] is not null || (claim.Groups[2].Value != truthful && claim.Groups[2].Value != lying))
                {
                    return null;
                }

                claimed[person] = claim.Groups[2].Value == truthful;
            }
        }

        return claimed.All(c => c is not null) ? [.. claimed.Select(c => c is true)] : null;
    }

    // Statement i is of person i: in the metadata as lists, in the text between quotes or after "that".
    private static List<Func<bool[], bool>?>? Statements(PuzzleCase puzzle, string[] names, string truthful, string lying)
    {
        var from = puzzle.Question.IndexOf("inhabitants:", StringComparison.Ordinal);
        from = puzzle.Question.IndexOf('.', from) + 1;
        var to = puzzle.Question.IndexOf("So who is", from, StringComparison.Ordinal);
        var statements = to < 0 ? [] : Spoken.Matches(puzzle.Question[from..to])
            .Select(m => new RoleStatement(m.Groups["s"].Value, names, truthful, lying).Read())
            .ToList();
        if (statements.Count == names.Length && statements.TrueForAll(s => s is not null))
        {
            return statements;
        }

        statements = [.. RoleStatement.FromLists(puzzle.Member("statements"), names.Length)];
        return statements.Count == names.Length && statements.TrueForAll(s => s is not null) ? statements : null;
    }
}
