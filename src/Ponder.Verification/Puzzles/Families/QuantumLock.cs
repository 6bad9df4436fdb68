using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>A shortest sequence of buttons that reaches the target; some work only while the light has a colour.</summary>
internal static class QuantumLock
{
    private const int MaxStates = 400_000;
    private const long MaxValue = 1L << 40;

    private static readonly Regex ButtonLine = new(@"^([A-Z]): (Add|Subtract|Multiply) (\d{1,6}) \(when (any|green|red)\)", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex StartLine = new(@"Start: (-?\d{1,9}) \((red|green)\)", RegexOptions.CultureInvariant);

    /// <summary>One button: what it does, and the colour it needs, or <c>any</c>.</summary>
    internal sealed record Button(string Name, string Operation, long Operand, string When);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var start = StartLine.Match(puzzle.Question);
        var buttons = ButtonLine.Matches(puzzle.Question)
            .Select(m => new Button(m.Groups[1].Value, m.Groups[2].Value, long.Parse(m.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture), m.Groups[4].Value))
            .ToArray();
        if (!start.Success || buttons.Length == 0 || PuzzleText.Int(puzzle.Between("Target: ", "\n")) is not { } target)
        {
            return Ruling.Unreadable;
        }

        var (value, green) = ((long)PuzzleText.Int(start.Groups[1].Value)!, start.Groups[2].Value == "green");
        var pressed = answer.Split('→', StringSplitOptions.TrimEntries);
        var (v, g) = (value, green);
        foreach (var name in pressed)
        {
            if (Array.Find(buttons, b => b.Name == name) is not { } button)
            {
                return Ruling.Malformed;
            }

            (v, g) = (Press(button, v, g), !g);
        }

        return v != target ? Ruling.Wrong("misses-target")
            : Shortest(buttons, value, green, target) is not { } least ? new Ruling(Outcome.Undecided, "search-too-long")
            : Ruling.Of(pressed.Length <= least, "not-shortest");
    }

    /// <summary>The value after a press.</summary>
    internal static long Press(Button button, long value, bool green) =>
        button.When != "any" && button.When == "green" != green ? value
        : button.Operation switch
        {
            "Add" => value + button.Operand,
            "Subtract" => value - button.Operand,
            _ => Math.Clamp(value, -MaxValue, MaxValue) * button.Operand,
        };

    /// <summary>Length of the shortest sequence by breadth-first search; null where the search is too long.</summary>
    internal static int? Shortest(IReadOnlyList<Button> buttons, long value, bool green, long target)
    {
        var seen = new HashSet<(long, bool)> { (value, green) };
        List<(long Value, bool Green)> level = [(value, green)];
        for (var length = 0; level.Count > 0 && seen.Count < MaxStates; length++)
        {
            if (level.Exists(s => s.Value == target))
            {
                return length;
            }

            level =
            [
                .. level.SelectMany(s => buttons.Select(b => (Press(b, s.Value, s.Green), !s.Green)))
                    .Where(s => Math.Abs(s.Item1) < MaxValue && seen.Add(s)),
            ];
        }

        return null;
    }
}
