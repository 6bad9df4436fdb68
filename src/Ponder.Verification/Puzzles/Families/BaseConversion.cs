using System.Numerics;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>A number written in another base, letters for digits above nine.</summary>
internal static class BaseConversion
{
    private const int MaxDigits = 2000;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var words = PuzzleText.Words(puzzle.After("convert the ") ?? "");
        if (words.Length < 5 || Base(words[0]) is not { } from || Base(words[^1].TrimEnd('.')) is not { } to || Value(words[2], from) is not { } value)
        {
            return Ruling.Unreadable;
        }

        return Value(answer, to) is { } got ? Ruling.Of(got == value, "different-number") : Ruling.Malformed;
    }

    private static int? Base(string name) => name switch
    {
        "binary" => 2,
        "octal" => 8,
        "decimal" => 10,
        "hexadecimal" => 16,
        _ when name.StartsWith("base-", StringComparison.Ordinal) && PuzzleText.Int(name.AsSpan(5)) is { } n and >= 2 and <= 36 => n,
        _ => null,
    };

    private static BigInteger? Value(string text, int radix)
    {
        var value = BigInteger.Zero;
        foreach (var c in text)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : 99;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return text.Length is 0 or > MaxDigits ? null : value;
    }
}
