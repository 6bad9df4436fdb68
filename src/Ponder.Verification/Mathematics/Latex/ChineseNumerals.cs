using Ponder.Verification.Mathematics.Units;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

/// <summary>Numbers in Chinese characters: 三十五, 一千二百, 三点五, 二分之一, 负十二.</summary>
internal static class ChineseNumerals
{
    private const string Digits = "零一二三四五六七八九";
    private const string Counters = "个只条元人块张本件次名位颗支辆头棵朵双对座间家盒箱瓶杯碗种组排层段步页题分角倍名台袋包";

    /// <summary>The number that a run of characters begins with and how many it takes; null where it is a word, 一共 or 三角形.</summary>
    public static (Rational Value, int Length)? Leading(string run)
    {
        var at = run.Length > 0 && run[0] == '负' ? 1 : 0;
        if (Number(run, ref at) is not { } value)
        {
            return null;
        }

        if (run.AsSpan(at).StartsWith("分之") && at + 2 is var top && Number(run, ref top) is { } above && !value.IsZero)
        {
            (value, at) = (above / value, top);
        }
        else if (run.AsSpan(at).StartsWith("又") && at + 1 is var part && Number(run, ref part) is { IsZero: false } below && run.AsSpan(part).StartsWith("分之") && part + 2 is var upper && Number(run, ref upper) is { } over)
        {
            (value, at) = (value + (over / below), upper);
        }

        var rest = run[at..];
        return rest.Length == 0 || Counters.Contains(rest[0], StringComparison.Ordinal) || UnitTable.Find(rest) is not null ? (run[0] == '负' ? -value : value, at) : null;
    }

    private static Rational? Number(string run, ref int at)
    {
        long total = 0, section = 0, digit = 0;
        var start = at;
        for (; at < run.Length && at - start < 20; at++)
        {
            var c = run[at];
            if (Digit(c) is >= 0 and var d)
            {
                digit = d;
            }
            else if (Place(c) is > 0 and var place)
            {
                section += (digit == 0 && (place == 10 || at == start) ? 1 : digit) * place;
                digit = 0;
            }
            else if (c is '万' or '亿' && at > start)
            {
                total = (total + section + digit) * (c == '万' ? 10_000 : 100_000_000);
                (section, digit) = (0, 0);
            }
            else
            {
                break;
            }
        }

        if (at == start)
        {
            return null;
        }

        Rational value = total + section + digit;
        if (at + 1 < run.Length && run[at] == '点' && Digit(run[at + 1]) >= 0)
        {
            Rational unit = 1;
            for (at++; at < run.Length && Digit(run[at]) is >= 0 and var d; at++)
            {
                unit /= 10;
                value += unit * d;
            }
        }

        return value;
    }

    private static int Digit(char c) => c switch { '两' => 2, '〇' => 0, _ => Digits.IndexOf(c, StringComparison.Ordinal) };

    private static int Place(char c) => c switch { '十' => 10, '百' => 100, '千' => 1_000, _ => 0 };
}
