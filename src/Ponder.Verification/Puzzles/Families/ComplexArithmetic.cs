using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Sum, difference, product or quotient of two complex numbers.</summary>
internal static class ComplexArithmetic
{
    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (Expected(puzzle) is not { } expected)
        {
            return Ruling.Unreadable;
        }

        return Read(answer) is { } got ? Ruling.Of(got == expected, "different-number") : Ruling.Malformed;
    }

    private static (Rational Real, Rational Imaginary)? Expected(PuzzleCase puzzle)
    {
        var text = puzzle.After(": ")?.Trim();
        var close = text?.IndexOf(')') ?? -1;
        if (text is null || close < 0 || close + 3 >= text.Length || Read(text[..(close + 1)]) is not { } a || Read(text[(close + 3)..].Trim()) is not { } b)
        {
            return null;
        }

        var product = ((a.Real * b.Real) - (a.Imaginary * b.Imaginary), (a.Real * b.Imaginary) + (a.Imaginary * b.Real));
        var norm = (b.Real * b.Real) + (b.Imaginary * b.Imaginary);
        return text[close + 2] switch
        {
            '+' => (a.Real + b.Real, a.Imaginary + b.Imaginary),
            '-' => (a.Real - b.Real, a.Imaginary - b.Imaginary),
            '×' or '*' => product,
            '÷' or '/' when !norm.IsZero => (
                ((a.Real * b.Real) + (a.Imaginary * b.Imaginary)) / norm, ((a.Imaginary * b.Real) - (a.Real * b.Imaginary)) / norm),
            _ => null,
        };
    }

    // "a + bi", "a", "bi", with i or j, with blanks or not, in brackets or not.
    private static (Rational Real, Rational Imaginary)? Read(string text)
    {
        var s = string.Concat(NumberCharacters.Normalise(text).Where(c => !char.IsWhiteSpace(c)));
        s = s is ['(', .., ')'] ? s[1..^1] : s;
        if (s.Length == 0 || s[^1] is not ('i' or 'j'))
        {
            return PuzzleText.Number(s) is { } real ? (real, Rational.Zero) : null;
        }

        var sign = s.AsSpan(0, s.Length - 1).LastIndexOfAny('+', '-');
        var imaginary = Coefficient(s[Math.Max(sign, 0)..^1]);
        var first = sign <= 0 ? Rational.Zero : PuzzleText.Number(s.AsSpan(0, sign));
        return imaginary is { } i && first is { } r ? (r, i) : null;
    }

    private static Rational? Coefficient(string text) => text switch
    {
        "" or "+" => 1,
        "-" => -1,
        _ => PuzzleText.Number(text.TrimEnd('*')),
    };
}
