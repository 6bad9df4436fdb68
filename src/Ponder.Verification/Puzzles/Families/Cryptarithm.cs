using System.Numerics;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Every letter gets its own digit, no word begins with 0, and the sum is right.</summary>
internal static class Cryptarithm
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (Words(puzzle.Question) is not { } words)
        {
            return Ruling.Unreadable;
        }

        var letters = words.SelectMany(w => w).Distinct().ToArray();
        var digits = new Dictionary<char, int>();
        foreach (var part in answer.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length != 3 || part[1] != '=' || !char.IsAsciiDigit(part[2]) || !digits.TryAdd(part[0], part[2] - '0'))
            {
                return Ruling.Malformed;
            }
        }

        if (digits.Count != letters.Length || letters.Any(l => !digits.ContainsKey(l)))
        {
            return Ruling.Wrong("other-letters");
        }

        if (digits.Values.Distinct().Count() != digits.Count)
        {
            return Ruling.Wrong("repeated-digit");
        }

        var zeroAllowed = puzzle.Question.Contains("Leading letters may be zero", StringComparison.OrdinalIgnoreCase)
            || puzzle.Member("allow_leading_zero").ValueKind == System.Text.Json.JsonValueKind.True;
        if (!zeroAllowed && words.Any(w => digits[w[0]] == 0))
        {
            return Ruling.Wrong("leading-zero");
        }

        BigInteger Value(string word) => word.Aggregate(BigInteger.Zero, (v, c) => (v * 10) + digits[c]);
        return Ruling.Of(words.SkipLast(1).Aggregate(BigInteger.Zero, (sum, w) => sum + Value(w)) == Value(words[^1]), "different-sum");
    }

    // Lines of one word of capitals, perhaps after "+"; the line after the dashes is the sum.
    private static List<string>? Words(string question)
    {
        var words = new List<string>();
        var afterDashes = false;
        foreach (var line in question.Split('\n'))
        {
            var word = line.Trim().TrimStart('+').Trim();
            if (word.Length > 0 && word.All(c => c == '-'))
            {
                afterDashes = true;
            }
            else if (word.Length > 0 && word.All(char.IsAsciiLetterUpper))
            {
                words.Add(word);
                if (afterDashes)
                {
                    return words.Count > 1 ? words : null;
                }
            }
        }

        return null;
    }
}
