using System.Numerics;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>How many ways there are to call statements about themselves true or false without contradiction.</summary>
internal static class SelfReference
{
    private const int MaxStatements = 16;

    private static readonly Regex Line = new(@"Statement \d+: '(.*)'", RegexOptions.CultureInvariant);
    private static readonly Regex Count = new(@"^(At least|At most|Exactly) (\d{1,3}) of these \d{1,3} statements are (true|false)\.", RegexOptions.CultureInvariant);
    private static readonly Regex Either = new(@"^Either Statement (\d{1,3}) or Statement (\d{1,3}) is true, but not both\.", RegexOptions.CultureInvariant);
    private static readonly Regex Kind = new(@"^The number of (true|false) statements is a (prime|composite) number\.", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var texts = Line.Matches(puzzle.Question).Select(m => m.Groups[1].Value).ToArray();
        var statements = texts.Select(t => Read(t, texts.Length)).ToArray();
        if (texts.Length is 0 or > MaxStatements || statements.Any(s => s is null))
        {
            return Ruling.Unreadable;
        }

        var solutions = Enumerable.Range(0, 1 << texts.Length).Count(a => statements.Select((s, i) => s!((uint)a) == ((a >> i & 1) == 1)).All(ok => ok));
        return Ruling.Number(solutions, answer);
    }

    private static Func<uint, bool>? Read(string text, int count)
    {
        if (Count.Match(text) is { Success: true } number)
        {
            var limit = Group(number, 2);
            var about = Among(number.Groups[3].Value, count);
            return number.Groups[1].Value switch
            {
                "At least" => a => about(a) >= limit,
                "At most" => a => about(a) <= limit,
                _ => a => about(a) == limit,
            };
        }

        if (Either.Match(text) is { Success: true } either && Group(either, 1) is > 0 and var i && Group(either, 2) is > 0 and var j && Math.Max(i, j) <= count)
        {
            return a => (a >> (i - 1) & 1) != (a >> (j - 1) & 1);
        }

        if (Kind.Match(text) is { Success: true } kind)
        {
            var about = Among(kind.Groups[1].Value, count);
            return kind.Groups[2].Value == "prime" ? a => Primes.IsPrime(about(a)) : a => about(a) > 3 && !Primes.IsPrime(about(a));
        }

        return null;
    }

    private static Func<uint, int> Among(string value, int count) =>
        value == "true" ? a => BitOperations.PopCount(a) : a => count - BitOperations.PopCount(a);

    private static int Group(Match match, int group) => PuzzleText.Int(match.Groups[group].Value) ?? 0;
}
