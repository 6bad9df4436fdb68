using System.Globalization;

namespace Ponder.Verification.Code.Comparing;

/// <summary>Compares what a program wrote with what it should have written.</summary>
/// <param name="Kind">The rule.</param>
public sealed record OutputChecker(CheckerKind Kind)
{
    private const int Shown = 60;
    private static readonly char[] s_blanks = [' ', '\t', '\n', '\r', '\v', '\f'];

    /// <summary>Largest absolute difference of numbers, for <see cref="CheckerKind.Numbers"/>.</summary>
    public double Absolute { get; init; }

    /// <summary>Largest difference as a part of the expected number, for <see cref="CheckerKind.Numbers"/>.</summary>
    public double Relative { get; init; }

    /// <summary>The text of the checker, for <see cref="CheckerKind.Program"/>.</summary>
    public string? Program { get; init; }

    /// <summary>The language of the checker.</summary>
    public string Language { get; init; } = "python";

    /// <summary>Compares; not for <see cref="CheckerKind.Program"/>, which needs a sandbox.</summary>
    public Comparison Compare(string expected, string output)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(output);
        var found = Kind switch
        {
            CheckerKind.Exact => expected == output ? Comparison.Right : First([expected], [output], "output"),
            CheckerKind.Lines => First(Lines(expected), Lines(output), "line"),
            CheckerKind.Tokens => First(Tokens(expected), Tokens(output), "word"),
            CheckerKind.Numbers => Numbers(Tokens(expected), Tokens(output)),
            CheckerKind.UnorderedLines => First(Sorted(Lines(expected)), Sorted(Lines(output)), "sorted line"),
            CheckerKind.UnorderedLinesAndTokens => First(Sorted(Lines(expected).Select(Bag)), Sorted(Lines(output).Select(Bag)), "sorted line"),
            _ => throw new InvalidOperationException("a checker program runs in the sandbox"),
        };
        return found.IsEqual || !Tokens(expected).SequenceEqual(Tokens(output), StringComparer.Ordinal) ? found : found with { IsPresentation = true };
    }

    private static string[] Tokens(string text) => text.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Lines(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(line => line.TrimEnd(s_blanks))];
        while (lines is [.., ""])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Where(line => line.Length > 0).Order(StringComparer.Ordinal)];

    private static string Bag(string line) => string.Join(' ', Tokens(line).Order(StringComparer.Ordinal));

    private static Comparison First(IReadOnlyList<string> expected, IReadOnlyList<string> output, string what)
    {
        for (var i = 0; i < Math.Max(expected.Count, output.Count); i++)
        {
            var (wanted, got) = (i < expected.Count ? expected[i] : null, i < output.Count ? output[i] : null);
            if (wanted != got)
            {
                return Comparison.Differs($"{what} {i + 1}: expected {Show(wanted)}, got {Show(got)}");
            }
        }

        return Comparison.Right;
    }

    private Comparison Numbers(string[] expected, string[] output)
    {
        if (expected.Length != output.Length)
        {
            return Comparison.Differs($"expected {expected.Length} words, got {output.Length}");
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] != output[i] && !(Number(expected[i]) is { } wanted && Number(output[i]) is { } got && Near(wanted, got)))
            {
                return Comparison.Differs($"word {i + 1}: expected {Show(expected[i])}, got {Show(output[i])}");
            }
        }

        return Comparison.Right;
    }

    private bool Near(double expected, double got) =>
        expected.Equals(got) || (double.IsFinite(expected) && Math.Abs(expected - got) <= Math.Max(Absolute, Relative * Math.Abs(expected)));

    // Digits that make a number too large are not infinity, which is written in letters. The parser itself overlooks NULs at the end.
    private static double? Number(string word) =>
        !word.EndsWith('\0') && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value)
            && (double.IsFinite(value) || !word.AsSpan().ContainsAnyInRange('0', '9')) ? value : null;

    private static string Show(string? text) => text switch
    {
        null => "nothing",
        { Length: > Shown } => $"\"{text[..Shown]}…\"",
        _ => $"\"{text}\"",
    };
}
