using System.Text.RegularExpressions;

namespace Ponder.OpGenerator;

/// <summary>Reads the op list; the grammar stands at its head.</summary>
internal static partial class OpList
{
    private static readonly string[] Types = ["Tensor", "Tensor[]", "int", "long", "double", "bool", "int[]", "DType"];

    public static IReadOnlyList<Op> Parse(string text)
    {
        var ops = text.Split('\n').Select((line, i) => (Line: line.Trim(), Number: i + 1))
            .Where(x => x.Line.Length > 0 && x.Line[0] != '#').Select(x => ParseLine(x.Line, x.Number)).ToList();
        var twice = ops.GroupBy(op => op.Export).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null ? ops : throw new FormatException($"ops.txt: two operations export {twice}; give one a .Variant");
    }

    [GeneratedRegex(@"^(?:(F|both) )?(\w+)(?:\.(\w+))?\((.*?)\) -> (Tensor|void|\([^)]*\)) = (.+?)(?: ! (.+?))? # (.+)$")]
    private static partial Regex Line { get; }

    private static Op ParseLine(string line, int number)
    {
        var match = Line.Match(line);
        if (!match.Success)
        {
            throw new FormatException(
                $"ops.txt line {number}: expected 'Name(parameters) -> result = expression ! rules # documentation', got '{line}'");
        }

        var placement = match.Groups[1].Value switch
        {
            "F" => Placement.Functional,
            "both" => Placement.Both,
            _ => Placement.Tensor,
        };
        var rules = match.Groups[7].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Op(placement, match.Groups[2].Value, match.Groups[3].Success ? match.Groups[3].Value : null,
            ParseParameters(match.Groups[4].Value, number), match.Groups[5].Value, match.Groups[6].Value, rules,
            match.Groups[8].Value);
    }

    private static List<Parameter> ParseParameters(string text, int number)
    {
        var parameters = new List<Parameter>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Split('=', StringSplitOptions.TrimEntries);
            var words = sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || !Types.Contains(words[0]))
            {
                throw new FormatException(
                    $"ops.txt line {number}: expected 'type name' with a type of {string.Join(", ", Types)}, got '{part}'");
            }

            parameters.Add(new Parameter(words[0], words[1], sides.Length > 1 ? sides[1] : null));
        }

        return parameters;
    }
}
