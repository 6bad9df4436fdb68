using System.Globalization;

namespace Ponder.Data.Derivations;

/// <summary>Valid chains of polynomials and solutions of equations, and the change of one number in a line.</summary>
internal static class AlgebraSchemes
{
    private const string Variables = "abmnpqtxyz";

    /// <summary>Expands a product of linear factors, or of a power, step by step.</summary>
    public static List<string> Chain(Draws draws, int difficulty)
    {
        var most = 2 + (2 * difficulty);
        var v = Variables[draws.Below(Variables.Length)];
        var (a, b, c, d) = (draws.NonZero(-most, most), draws.NonZero(-most, most), draws.NonZero(-most, most), draws.NonZero(-most, most));
        var (left, right) = (Sum((a, $"{v}"), (b, "")), Sum((c, $"{v}"), (d, "")));
        var square = $"{v}^2";
        List<string> lines =
        [
            $"({left})*({right})",
            $"{Term(a, $"{v}")}*({right}) {Signed(b)}*({right})",
            Sum((a * c, square), (a * d, $"{v}"), (b * c, $"{v}"), (b * d, "")),
            Sum((a * c, square), ((a * d) + (b * c), $"{v}"), (b * d, "")),
        ];
        if (difficulty < 3)
        {
            return lines;
        }

        // A third factor in another variable, carried along and expanded at the end.
        var w = Variables[(Variables.IndexOf(v, StringComparison.Ordinal) + 1 + draws.Below(Variables.Length - 1)) % Variables.Length];
        var (e, f) = (draws.NonZero(-most, most), draws.NonZero(-most, most));
        var third = Sum((e, $"{w}"), (f, ""));
        var (p, q, r) = (a * c, (a * d) + (b * c), b * d);
        return
        [
            .. lines.Select(line => $"({line})*({third})"),
            Sum((p * e, $"{square}*{w}"), (q * e, $"{v}*{w}"), (r * e, $"{w}"), (p * f, square), (q * f, $"{v}"), (r * f, "")),
        ];
    }

    /// <summary>Solves a linear or quadratic equation over the integers.</summary>
    public static List<string> Solution(Draws draws, int difficulty)
    {
        var most = 3 + (3 * difficulty);
        var (p, q) = (draws.NonZero(-most, most), draws.NonZero(-most, most));
        if (draws.Below(2) == 0)
        {
            // a x + b = c x + d with the root p.
            var c = draws.NonZero(-most, most);
            c = c == -q ? c + 1 : c;
            var a = c + q;
            var b = draws.NonZero(-most, most);
            var d = (q * p) + b;
            return [$"{Sum((a, "x"), (b, ""))} = {Sum((c, "x"), (d, ""))}", $"{Sum((q, "x"), (b, ""))} = {d}", $"{Term(q, "x")} = {d - b}", $"x = {p}"];
        }

        var k = difficulty < 3 ? 1 : draws.NonZero(-3, 3);
        var factors = $"(x {Signed(-p)})*(x {Signed(-q)})";
        return
        [
            $"{Sum((k, "x^2"), (-k * (p + q), "x"))} = {-k * p * q}",
            $"{Sum((k, "x^2"), (-k * (p + q), "x"), (k * p * q, ""))} = 0",
            $"{(k == 1 ? "" : $"{k}*")}{factors} = 0",
            p == q ? $"x = {p}" : $"x = {p} or x = {q}",
        ];
    }

    /// <summary>The line with one number made larger or smaller by one or two.</summary>
    public static string ChangeNumber(string line, Draws draws)
    {
        var starts = Enumerable.Range(0, line.Length)
            .Where(i => char.IsAsciiDigit(line[i]) && (i == 0 || !char.IsAsciiDigit(line[i - 1]))).ToArray();
        if (starts.Length == 0)
        {
            return line + " + 1";
        }

        var start = draws.Of(starts);
        var end = start;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        var value = int.Parse(line.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture);
        var changed = value + (draws.Below(2) == 0 || value < 2 ? 1 : -1) * (1 + draws.Below(2));
        return line[..start] + Math.Abs(changed).ToString(CultureInfo.InvariantCulture) + line[end..];
    }

    private static string Sum(params (int Factor, string Power)[] terms)
    {
        var text = "";
        foreach (var (factor, power) in terms.Where(t => t.Factor != 0))
        {
            text += text.Length == 0 ? Term(factor, power) : $" {(factor < 0 ? '-' : '+')} {Term(Math.Abs(factor), power)}";
        }

        return text.Length == 0 ? "0" : text;
    }

    private static string Term(int factor, string power) => (factor, power) switch
    {
        (_, "") => factor.ToString(CultureInfo.InvariantCulture),
        (1, _) => power,
        (-1, _) => "-" + power,
        _ => $"{factor.ToString(CultureInfo.InvariantCulture)}*{power}",
    };

    private static string Signed(int value) => $"{(value < 0 ? '-' : '+')} {Math.Abs(value).ToString(CultureInfo.InvariantCulture)}";
}
