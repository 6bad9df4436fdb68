using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>A string that is rewritten by the first rule that applies, until none does or a string comes back.</summary>
internal static class StringManipulation
{
    private const int MaxSteps = 20_000;
    private const int MaxLength = 20_000;

    private static readonly Regex Numbered = new(@"^\d+\. (.*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex Quoted = new("'([a-z]*)'", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var rules = Numbered.Matches(puzzle.Question).Select(m => Rule(m.Groups[1].Value)).ToArray();
        var text = puzzle.After("list of rules:")?.Trim();
        return text is null || rules.Length == 0 || rules.Any(r => r is null) ? Ruling.Unreadable : Ruling.Text(Run(text, rules!), answer);
    }

    /// <summary>Rewrites a string to the end; null where that takes too long.</summary>
    internal static string? Run(string text, IReadOnlyList<Func<string, string?>> rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { text };
        for (var step = 0; step < MaxSteps && text.Length <= MaxLength; step++)
        {
            var next = rules.Select(r => r(text)).FirstOrDefault(t => t is not null);
            if (next is null || !seen.Add(next))
            {
                return text;
            }

            text = next;
        }

        return null;
    }

    /// <summary>A rule from its sentence: the new string, or null where it does not apply.</summary>
    internal static Func<string, string?>? Rule(string sentence)
    {
        var comma = sentence.IndexOf(", ", StringComparison.Ordinal);
        if (comma < 0)
        {
            return null;
        }

        var (condition, action) = (sentence[..comma], sentence[(comma + 2)..]);
        var given = Texts(condition);
        var made = Texts(action);
        bool If(string words) => condition.Contains(words, StringComparison.Ordinal);
        bool Do(string words) => action.Contains(words, StringComparison.Ordinal);

        if (If("length is greater than"))
        {
            return PuzzleText.Int(condition.AsSpan(condition.LastIndexOf(' ') + 1)) is { } limit
                ? s => s.Length > limit ? s.Remove(s.Length / 2, 1) : null
                : null;
        }

        var needed = (Do("replace") ? 1 : 0) + (Do("append") || Do("prepend") ? 1 : 0);
        if (given.Length == 0 || given[0].Length == 0 || made.Length < needed)
        {
            return null;
        }

        var p = given[0];
        if (If("even number of"))
        {
            return made.Length == 1 ? s => s.Count(c => c == p[0]) is > 0 and var n && n % 2 == 0 ? s + made[0] : null : null;
        }

        if (If("prefix is") || If("starts with"))
        {
            return Prefix(p, made, Do);
        }

        if (If("suffix is") || If("ends with"))
        {
            return Suffix(p, made, Do);
        }

        return If("contains") ? Inside(p, made, If("not at the start"), Do) : null;
    }

    private static Func<string, string?>? Prefix(string p, string[] made, Func<string, bool> says)
    {
        Func<string, string>? change =
            says("delete the first two characters and append") ? s => s[2..] + made[0]
            : says("remove the first two characters") ? s => s[2..]
            : says("remove the first character") ? s => s[1..]
            : says("remove the second character") ? s => s.Remove(1, 1)
            : says("replace the first two characters") ? s => made[0] + s[2..]
            : says("delete the last character") ? s => made[0] + (s.Length > 2 ? s[2..^1] : "")
            : says("append") ? s => made[0] + s[2..] + made[1]
            : says("replace it with") ? s => made[0] + s[p.Length..]
            : null;
        return change is null ? null : s => s.Length > 1 && s.StartsWith(p, StringComparison.Ordinal) ? change(s) : null;
    }

    private static Func<string, string?>? Suffix(string p, string[] made, Func<string, bool> says)
    {
        Func<string, string>? change =
            says("delete the last two characters") ? s => s[..^2]
            : says("remove the last character") ? s => s[..^1]
            : says("prepend") ? s => made[1] + s[..^p.Length] + made[0]
            : says("replace it with") ? s => s[..^p.Length] + made[0]
            : null;
        return change is null ? null : s => s.Length > 1 && s.EndsWith(p, StringComparison.Ordinal) ? change(s) : null;
    }

    private static Func<string, string?>? Inside(string p, string[] made, bool afterFirst, Func<string, bool> says)
    {
        var replacement = says("replace") && made.Length > 0 ? made[^1] : says("delete") || says("remove") ? "" : null;
        return replacement is null ? null : s =>
        {
            var at = s.Length > (afterFirst ? 1 : 0) ? s.IndexOf(p, afterFirst ? 1 : 0, StringComparison.Ordinal) : -1;
            return at < 0 ? null : s[..at] + replacement + s[(at + p.Length)..];
        };
    }

    private static string[] Texts(string sentence) => [.. Quoted.Matches(sentence).Select(m => m.Groups[1].Value)];
}
