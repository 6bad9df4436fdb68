namespace Ponder.Data.Puzzles.Generators;

/// <summary>Families of algebra: linear and quadratic equations, products of polynomials, antiderivatives.</summary>
internal static class AlgebraPuzzles
{
    public static Puzzle? LinearEquation(PuzzleDraw draw)
    {
        var variable = draw.Pick("abdfghjkmnpqrtuvwxyz".ToCharArray());
        var (a, x, b) = (draw.Between(2, 9 + (10 * draw.Level)), draw.Between(-60 - (20 * draw.Level), 60 + (20 * draw.Level)), draw.Between(1, 50 * draw.Level));
        var minus = draw.Percent(50);
        return draw.Admits($"{a}x{(minus ? '-' : '+')}{b}={x}")
            ? new($"Find the value of {variable} in the equation: {a}*{variable} {(minus ? '-' : '+')} {b} = {(a * x) + (minus ? -b : b)}", $"{x}")
            : null;
    }

    public static Puzzle? RealRoots(PuzzleDraw draw)
    {
        // Roots with one decimal, so that the answer is exact: (10x − r)(10x − s) …
        var roots = Enumerable.Range(0, draw.Level < 5 ? 2 : 3).Select(_ => draw.Between(-20 - (8 * draw.Level), 20 + (8 * draw.Level))).Distinct().Order().ToArray();
        long[] p = [1];
        foreach (var root in roots)
        {
            p = Multiply(p, [-root, 10]);
        }

        return roots.Length < 2 || !draw.Admits(string.Join(',', roots)) ? null
            : new(
                $"Find the real value(s) of x in the equation: {Show(p)} = 0\nGive all solutions as decimal numbers, rounded to 4 decimal places and parted by commas.\n",
                string.Join(", ", roots.Select(r => $"{(r < 0 ? "-" : "")}{Math.Abs(r) / 10}.{Math.Abs(r) % 10}")));
    }

    public static Puzzle? Product(PuzzleDraw draw)
    {
        var factors = Enumerable.Range(0, 2 + (draw.Level / 6)).Select(_ => Enumerable.Range(0, 2 + (draw.Level / 4)).Select(_ => (long)draw.Between(1, 9 + (5 * draw.Level)) * (draw.Percent(70) ? 1 : -1)).ToArray()).ToArray();
        return draw.Admits(string.Join('|', factors.Select(f => string.Join(',', f)).Order(StringComparer.Ordinal)))
            ? new(
                $"Simplify this expression: {string.Join("*", factors.Select(f => $"({Show(f)})"))}\nUse ** for exponents and always write * for products.\n",
                Show(factors.Aggregate(Multiply)))
            : null;
    }

    public static Puzzle? Antiderivative(PuzzleDraw draw)
    {
        var result = new long[3 + (draw.Level / 2)];
        for (var i = 1; i < result.Length; i++)
        {
            result[i] = draw.Percent(70) ? draw.Between(-9 - draw.Level, 9 + draw.Level) : 0;
        }

        var derivative = result.Select((c, i) => c * i).Skip(1).ToArray();
        return derivative.Count(c => c != 0) < 2 || !draw.Admits(string.Join(',', result)) ? null
            : new($"Evaluate the indefinite integral: ∫ {Show(derivative)} dx\nUse ** for exponents and always write * for products; write + C for the constant.\n", $"{Show(result)} + C");
    }

    /// <summary>A polynomial from its coefficients, the highest power first.</summary>
    internal static string Show(long[] p)
    {
        var text = "";
        for (var i = p.Length - 1; i >= 0; i--)
        {
            if (p[i] == 0)
            {
                continue;
            }

            var power = i == 0 ? "" : i == 1 ? "x" : $"x**{i}";
            var size = Math.Abs(p[i]);
            var term = i == 0 ? $"{size}" : size == 1 ? power : $"{size}*{power}";
            text += text.Length == 0 ? p[i] < 0 ? $"-{term}" : term : p[i] < 0 ? $" - {term}" : $" + {term}";
        }

        return text.Length == 0 ? "0" : text;
    }

    private static long[] Multiply(long[] a, long[] b)
    {
        var result = new long[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                result[i + j] += a[i] * b[j];
            }
        }

        return result;
    }
}
