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
        var works = true;
        foreach (var name in pressed)
        {
            if (Array.Find(buttons, b => b.Name == name) is not { } button)
            {
                return Ruling.Malformed;
            }

            works &= Works(button, g);
            (v, g) = (Press(button, v, g), !g);
        }

        // The words leave open whether a button that does nothing may be pressed for the light alone. A plan without such presses is compared with plans
        // without them, any other with all.

        return v != target ? Ruling.Wrong("misses-target")
            : IsShorter(buttons, value, green, target, pressed.Length, works) is not { } shorter ? new Ruling(Outcome.Undecided, "search-too-long")
            : Ruling.Of(!shorter, "not-shortest");
    }

    /// <summary>The value after a press.</summary>
    internal static long Press(Button button, long value, bool green) =>
        !Works(button, green) ? value
        : button.Operation switch
        {
            "Add" => value + button.Operand,
            "Subtract" => value - button.Operand,
            _ => Math.Clamp(value, -MaxValue, MaxValue) * button.Operand,
        };

    private static bool Works(Button button, bool green) => button.When == "any" || button.When == "green" == green;

    /// <summary>Whether fewer presses reach the target, by breadth-first search; null where the search is too long.</summary>
    /// <remarks>No button brings a value nearer to zero by more than the largest operand, unless it multiplies by zero: what is farther off than that times the presses left is left out.</remarks>
    private static bool? IsShorter(IReadOnlyList<Button> buttons, long value, bool green, long target, int presses, bool onlyWorking)
    {
        var step = buttons.Any(b => b is { Operation: "Multiply", Operand: 0 }) ? MaxValue : buttons.Max(b => b.Operand);
        var seen = new HashSet<(long, bool)> { (value, green) };
        List<(long Value, bool Green)> level = [(value, green)];
        for (var length = 0; length < presses && level.Count > 0; length++)
        {
            if (level.Exists(s => s.Value == target))
            {
                return true;
            }

            var farthest = (Int128)Math.Abs(target) + ((Int128)step * Math.Max(0, presses - length - 2));
            var next = new List<(long Value, bool Green)>();
            foreach (var (v, g) in level)
            {
                foreach (var button in buttons)
                {
                    var after = Press(button, v, g);
                    if ((!onlyWorking || Works(button, g)) && Math.Abs(after) < MaxValue && Math.Abs(after) <= farthest && seen.Add((after, !g)))
                    {
                        next.Add((after, !g));
                    }
                }
            }

            if (seen.Count >= MaxStates)
            {
                return null;
            }

            level = next;
        }

        return false;
    }
}
