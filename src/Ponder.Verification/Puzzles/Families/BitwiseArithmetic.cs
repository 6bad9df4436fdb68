using System.Buffers;
using System.Globalization;
using System.Numerics;
using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>A calculation with hexadecimal numbers and shifts; the answer is hexadecimal, with a sign where negative.</summary>
internal static class BitwiseArithmetic
{
    private const int MaxDigits = 2000;
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.Text("problem") ?? puzzle.Question.TrimEnd().Split('\n')[^1];
        if (Calculation.Evaluate(text) is not { Denominator.IsOne: true } value)
        {
            return Ruling.Unreadable;
        }

        return Hexadecimal(answer) is { } got ? Ruling.Of(got == value.Numerator, "different-number") : Ruling.Malformed;
    }

    private static BigInteger? Hexadecimal(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(negative ? 1 : 0);
        digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
        if (digits.Length is 0 or > MaxDigits || digits.ContainsAnyExcept(s_hexadecimal))
        {
            return null;
        }

        var value = BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
