using System.Globalization;

namespace Ponder.Verification.Proofs;

/// <summary>Lines of a derivation begin with their number and a full stop.</summary>
internal static class NumberedLine
{
    /// <summary>What follows the number, or null where the line does not begin with it.</summary>
    public static string? Content(string line, int number)
    {
        var text = line.AsSpan().Trim();
        var label = number.ToString(CultureInfo.InvariantCulture) + ".";
        return text.StartsWith(label, StringComparison.Ordinal) ? text[label.Length..].Trim().ToString() : null;
    }
}
