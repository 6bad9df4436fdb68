namespace Ponder.Verification.Instructions;

/// <summary>The eight readings of a response that loose judging allows: without first line, last line, both, and without asterisks.</summary>
internal static class ResponseVariants
{
    /// <summary>The variants, the response itself first.</summary>
    public static IEnumerable<string> Of(string response)
    {
        var lines = response.Split('\n');
        string[] readings =
        [
            response,
            Join(lines, 1, lines.Length),
            Join(lines, 0, lines.Length - 1),
            Join(lines, 1, lines.Length - 1),
        ];
        return readings.Concat(readings.Select(text => text.Replace("*", "", StringComparison.Ordinal))).Distinct(StringComparer.Ordinal);
    }

    private static string Join(string[] lines, int from, int to) =>
        from < to ? PythonText.Strip(string.Join('\n', lines[from..to])) : "";
}
