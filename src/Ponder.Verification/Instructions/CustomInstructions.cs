using System.Globalization;

namespace Ponder.Verification.Instructions;

/// <summary>IFBench: tasks of a fixed answer.</summary>
internal static class CustomInstructions
{
    private static readonly string[] s_multiples = ["14", "21", "28", "35", "42", "49"];
    private static readonly string[] s_header = ["ID", "Country", "City", "Year", "Count"];

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("custom:csv_city", (text, _) => SeparatedValues.Rows(text) is { Count: 8 } rows && rows[0].SequenceEqual(s_header) && rows.Skip(1).All(r => r.Count == 5)),
        new("custom:date_format_list", (text, _) => PythonText.Strip(text).Split(',').All(date => IsDate(PythonText.Strip(date)))),
        new("custom:multiples", (text, _) => CountInstructions.Numbers(text).SequenceEqual(s_multiples)),
    ];

    // As the original: every year has a 29 February, and month 0 and day 0 pass.
    private static bool IsDate(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !text.Where((_, i) => i is not (4 or 7)).All(char.IsAsciiDigit))
        {
            return false;
        }

        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..]));
        var longest = month switch { 2 => 29, 4 or 6 or 9 or 11 => 30, 0 => 99, _ => 31 };
        return year is >= 1769 and <= 1821 && month <= 12 && day <= longest;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
