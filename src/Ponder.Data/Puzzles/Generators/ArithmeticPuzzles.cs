using System.Globalization;
using System.Numerics;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Families of calculation: chains, products, brackets, decimals, hexadecimal numbers, bases, fractions, complex numbers.</summary>
internal static class ArithmeticPuzzles
{
    private static readonly string[] Bases = ["binary", "base-3", "base-4", "base-5", "base-6", "base-7", "base-8", "base-9", "base-10", "base-11", "base-12", "base-13", "base-14", "base-15", "hexadecimal"];

    public static Puzzle? ChainSum(PuzzleDraw draw)
    {
        var terms = Enumerable.Range(0, 2 + (draw.Level / 2)).Select(_ => draw.Digits(2 + (draw.Level / 3))).ToArray();
        var signs = terms.Select(_ => draw.Percent(50) ? 1 : -1).ToArray();
        var text = string.Concat(terms.Select((t, i) => i == 0 ? $"{t}" : $" {(signs[i] > 0 ? '+' : '-')} {t}"));
        var value = terms.Select((t, i) => i == 0 ? t : (long)signs[i] * t).Sum();
        return draw.Admits(text) ? new($"State the final answer to the following arithmetic problem: {text} =", $"{value}") : null;
    }

    public static Puzzle? Products(PuzzleDraw draw)
    {
        var (a, b) = (draw.Digits(2 + (draw.Level / 4)), draw.Digits(1 + ((draw.Level + 1) / 3)));
        return a < 5 || b < 3 || !draw.Admits($"{Math.Min(a, b)}*{Math.Max(a, b)}") ? null
            : new($"Solve the following multiplication: {a} * {b}. Give only the result as your final answer.", $"{(long)a * b}");
    }

    public static Puzzle? BasicArithmetic(PuzzleDraw draw)
    {
        var (text, value) = Bracketed(draw, 1 + (draw.Level / 3));
        return Math.Abs(value) is > 20 and < 1_000_000_000_000 && draw.Admits(text) ? new($"Calculate {text}.", $"{value}") : null;
    }

    public static Puzzle? DecimalArithmetic(PuzzleDraw draw)
    {
        var places = 1 + (draw.Level / 4);
        var scale = (int)Math.Pow(10, places);
        var terms = Enumerable.Range(0, 2 + (draw.Level / 3)).Select(_ => draw.Between(scale + 1, 100 * scale)).ToArray();
        var signs = terms.Select(_ => draw.Percent(50) ? 1 : -1).ToArray();
        var text = string.Concat(terms.Select((t, i) => $"{(i == 0 ? "" : signs[i] > 0 ? "+" : "-")}{Decimal(t, places)}"));
        var value = terms.Select((t, i) => i == 0 ? t : (long)signs[i] * t).Sum();
        return draw.Admits(text)
            ? new($"Please solve this problem to a maximum of 12 significant digits, rounding up from the half. Only reply with the final value.\n{text} = ?", Decimal(value, places))
            : null;
    }

    public static Puzzle? Bitwise(PuzzleDraw draw)
    {
        var (text, value) = Shifted(draw, 1 + (draw.Level / 4));
        var answer = value.Sign < 0 ? $"-0x{Hex(-value)}" : $"0x{Hex(value)}";
        return BigInteger.Abs(value) > 255 && draw.Admits(text)
            ? new(
                "Please solve this problem. Assume there is arbitrary bit depth and that there are signed integers. If the answer is negative, reply as a negative value "
                + $"(ex., -0x3), not the two's-complement form. Reply only with the final hexadecimal value.\n{text}", answer)
            : null;
    }

    public static Puzzle? BaseConversion(PuzzleDraw draw)
    {
        var (from, to) = (draw.Between(2, 16), draw.Between(2, 16));
        var value = draw.Between(60, 200 << draw.Level);
        return from == to || !draw.Admits($"{value}") ? null
            : new(
                "Your task is to convert a number between two different bases.\n\nIf the target base is > 10, use lowercase letters a-z for digits above 9.\n\n"
                + $"Now, convert the {Bases[from - 2]} number {InBase(value, from)} to {Bases[to - 2]}\n", InBase(value, to));
    }

    public static Puzzle? Fraction(PuzzleDraw draw)
    {
        var (a, b) = (draw.Between(2, 20 * draw.Level), draw.Between(7, 30 * draw.Level));
        var factor = draw.Between(2, 4 + (6 * draw.Level));
        return BigInteger.GreatestCommonDivisor(a, b) != 1 || !draw.Admits($"{a}/{b}") ? null
            : new($"Simplify the fraction ${a * factor}/{b * factor}$ to its lowest terms. Give only the simplified fraction as your final answer.", $"${a}/{b}$");
    }

    public static Puzzle? Complex(PuzzleDraw draw)
    {
        var limit = 10 * draw.Level;
        var (a, b, c, d) = (draw.Between(-limit, limit), draw.Between(1, limit), draw.Between(-limit, limit), draw.Between(1, limit));
        (b, d) = (draw.Percent(50) ? b : -b, draw.Percent(50) ? d : -d);
        var product = draw.Percent(30 + (5 * draw.Level));
        var (re, im) = product ? ((a * c) - (b * d), (a * d) + (b * c)) : (a + c, b + d);
        return im == 0 || !draw.Admits(Multiset($"{a}+{b}i", $"{c}+{d}i")) ? null
            : new($"{(product ? "Multiply" : "Add")} the complex numbers: ({Show(a, b)}) {(product ? '×' : '+')} ({Show(c, d)})", Show(re, im));
    }

    private static string Show(int re, int im) => $"{re} {(im < 0 ? '-' : '+')} {Math.Abs(im)}i";

    private static string Multiset(string a, string b) => string.CompareOrdinal(a, b) < 0 ? $"{a},{b}" : $"{b},{a}";

    private static (string Text, long Value) Bracketed(PuzzleDraw draw, int depth)
    {
        if (depth == 0)
        {
            var n = draw.Digits(1 + draw.Below(1 + (draw.Level / 3)));
            return draw.Percent(20) ? ($"-{n}", -n) : ($"{n}", n);
        }

        var (left, a) = Bracketed(draw, depth - 1);
        var (right, b) = Bracketed(draw, draw.Below(depth));
        return draw.Below(3) switch
        {
            0 => ($"( {left} + {right} )", a + b),
            1 => ($"( {left} - {right} )", a - b),
            _ => ($"( {left} * {right} )", a * b),
        };
    }

    private static (string Text, BigInteger Value) Shifted(PuzzleDraw draw, int depth)
    {
        if (depth == 0)
        {
            var n = draw.Between(256, 65535);
            return ($"0x{n:x}", n);
        }

        var (left, a) = Shifted(draw, depth - 1);
        if (draw.Percent(40))
        {
            var by = draw.Between(1, 3);
            return draw.Percent(50) ? ($"({left} << 0x{by})", a << by) : ($"({left} >> 0x{by})", a >> by);
        }

        var (right, b) = Shifted(draw, draw.Below(depth));
        return draw.Below(3) switch
        {
            0 => ($"({left} + {right})", a + b),
            1 => ($"({left} - {right})", a - b),
            _ => ($"({left} * {right})", a * b),
        };
    }

    private static string Hex(BigInteger value) => value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');

    private static string Decimal(long units, int places)
    {
        var digits = Math.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return $"{(units < 0 ? "-" : "")}{digits[..^places]}.{digits[^places..]}";
    }

    private static string InBase(int value, int radix)
    {
        var text = "";
        for (; value > 0; value /= radix)
        {
            text = "0123456789abcdef"[value % radix] + text;
        }

        return text;
    }
}
