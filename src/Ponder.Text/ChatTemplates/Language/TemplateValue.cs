using System.Globalization;

namespace Ponder.Text.ChatTemplates.Language;

/// <summary>
/// Values as Python sees them: string, long, bool, null (None), array (list), dictionary, <see cref="Undefined"/>.
/// </summary>
internal static class TemplateValue
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined or "" or false or 0L => false,
        object?[] list => list.Length > 0,
        _ => true,
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (bool l, long r) => (l ? 1 : 0) == r,
        (long l, bool r) => l == (r ? 1 : 0),
        (Undefined, Undefined) => true,
        _ => Equals(left, right),
    };

    public static string Print(object? value, int line) => value switch
    {
        string text => text,
        null => "None",
        true => "True",
        false => "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        Undefined => "",
        _ => throw TemplateError.Unsupported(line, $"printing {Describe(value)}"),
    };

    public static string Describe(object? value) => value switch
    {
        string => "a string",
        null => "None",
        bool => "a truth value",
        long => "a number",
        Undefined missing => $"{missing.What}, which is undefined",
        object?[] => "a list",
        _ => "a dictionary",
    };
}
