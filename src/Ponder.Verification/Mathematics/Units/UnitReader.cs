using System.Globalization;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Units;

/// <summary>Reads the words behind a number, <c>square centimeters</c>, <c>km/h</c>, <c>cm^2</c>, as a unit.</summary>
internal static class UnitReader
{
    /// <summary>Reads a unit. Words that are not in the table give a unit of its own kind.</summary>
    /// <param name="text">The words; exponents as <c>^2</c>.</param>
    public static Unit Read(string text)
    {
        var words = Words(text);
        var powers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Rational factor = 1;
        var (sign, power, found) = (1, 1, false);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            switch (word.ToLowerInvariant())
            {
                case "per" or "/" or "an" or "a" or "每" when i > 0:
                    sign = word is "an" or "a" ? sign : -1;
                    continue;
                case "square" or "sq" or "平方":
                    power = 2;
                    continue;
                case "cubic" or "cu" or "立方":
                    power = 3;
                    continue;
                case "of" when found:
                    i = words.Count;
                    continue;
                case "us" or "u" or "s" when words.Count > 1 && i == 0:
                case "*" or "-":
                    continue;
            }

            if (word[0] == '^')
            {
                continue;
            }

            if (UnitTable.Find(word) is not { } unit)
            {
                // "90 degrees clockwise", "5 dollars each": what follows a known unit does not change it.
                if (found && sign == 1)
                {
                    break;
                }

                return Unknown(text, words);
            }

            found = true;
            if (i + 1 < words.Count && words[i + 1][0] == '^')
            {
                power = int.TryParse(words[i + 1].AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && Math.Abs(given) < 10 ? given : 1;
            }

            var exponent = sign * power;
            for (var k = 0; k < Math.Abs(exponent); k++)
            {
                factor = exponent > 0 ? factor * unit.Factor : factor / unit.Factor;
            }

            if (unit.Dimension.Length > 0)
            {
                powers[unit.Dimension] = powers.GetValueOrDefault(unit.Dimension) + (exponent * unit.Power);
            }

            power = 1;
        }

        if (!found)
        {
            return Unknown(text, words);
        }

        var dimension = string.Join(' ', powers.Where(p => p.Value != 0).Select(p => $"{p.Key}^{p.Value}"));
        return new Unit(dimension, factor, text);
    }

    // Compared by their words without plural endings.
    private static Unit Unknown(string text, List<string> words) =>
        new("?" + string.Join(' ', words.Select(w => w.ToLowerInvariant()).Select(w => w.Length > 3 && w.EndsWith('s') ? w[..^1] : w)), 1, text);

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length && words.Count < 64;)
        {
            var start = i;
            if (char.IsLetter(text[i]) || text[i] is '°')
            {
                while (i < text.Length && (char.IsLetter(text[i]) || text[i] is '°'))
                {
                    i++;
                }
            }
            else if (text[i] == '^')
            {
                i++;
                var from = i += i < text.Length && text[i] == '{' ? 1 : 0;
                while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '-'))
                {
                    i++;
                }

                words.Add($"^{text.AsSpan(from, i - from)}");
                continue;
            }
            else if (char.IsDigit(text[i]))
            {
                while (i < text.Length && char.IsDigit(text[i]))
                {
                    i++;
                }
            }
            else
            {
                i++;
                if (text[start] is not ('/' or '$' or '€' or '£' or '¥' or '¢' or '₹' or '*'))
                {
                    continue;
                }
            }

            words.Add(text[start..i]);
        }

        return words;
    }
}
