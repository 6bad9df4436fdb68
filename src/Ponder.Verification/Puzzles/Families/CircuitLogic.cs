using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Output of a circuit of gates with several inputs that meet in one last gate.</summary>
internal static class CircuitLogic
{
    private static readonly Regex Assignment = new(@"^\s*([A-Za-z]+\d*) = ([01])\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var values = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (Match assignment in Assignment.Matches(puzzle.Question))
        {
            values[assignment.Groups[1].Value] = assignment.Groups[2].Value == "1";
        }

        var output = puzzle.Text("expression") is { } expression ? Evaluate(expression, values) : null;
        return Ruling.Text(output is { } bit ? bit ? "1" : "0" : puzzle.Reference, answer);
    }

    // "(A&B')↓(C⊕D)": brackets hold gates, one sign joins them.
    private static bool? Evaluate(string expression, Dictionary<string, bool> values)
    {
        var gates = new List<bool>();
        var last = '\0';
        for (var at = 0; at < expression.Length; at++)
        {
            if (expression[at] != '(')
            {
                last = expression[at];
                continue;
            }

            var close = expression.IndexOf(')', at);
            if (close < 0 || Gate(expression[(at + 1)..close], values) is not { } bit)
            {
                return null;
            }

            gates.Add(bit);
            at = close;
        }

        return gates.Count == 0 ? null : Apply(last, gates);
    }

    private static bool? Gate(string text, Dictionary<string, bool> values)
    {
        var sign = text.FirstOrDefault(c => "&↑↓⊕+".Contains(c));
        var inputs = new List<bool>();
        foreach (var input in text.Split(sign == '\0' ? '&' : sign))
        {
            if (!values.TryGetValue(input.TrimEnd('\''), out var bit))
            {
                return null;
            }

            inputs.Add(bit != input.EndsWith('\''));
        }

        return Apply(sign, inputs);
    }

    private static bool? Apply(char gate, List<bool> inputs) => gate switch
    {
        '&' => inputs.TrueForAll(b => b),
        '↑' => !inputs.TrueForAll(b => b),
        '+' => inputs.Exists(b => b),
        '↓' => !inputs.Exists(b => b),
        '⊕' => inputs.Count(b => b) % 2 == 1,
        '\0' when inputs.Count == 1 => inputs[0],
        _ => null,
    };
}
