using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ponder.Text;

namespace Ponder.Data.Jsonl;

/// <summary>Reads JSON Lines with field mapping. Every error names file and line.</summary>
internal sealed class JsonlReader
{
    private readonly JsonlTaskOptions _options;
    private readonly string _folder;
    private readonly Regex? _answer;
    private readonly Regex? _cut;

    public JsonlReader(JsonlTaskOptions options, string folder)
    {
        _options = options;
        _folder = folder;
        _answer = Pattern("answer_pattern", options.AnswerPattern);
        _cut = Pattern("demonstration_cut", options.DemonstrationCut);
    }

    /// <summary>All rows of a file; blank lines are skipped.</summary>
    /// <exception cref="UserException">The file is missing, empty, no UTF-8, or a line is no object with the mapped
    /// fields.</exception>
    public IReadOnlyList<JsonlRow> Read(string file)
    {
        var rows = new List<JsonlRow>();
        var number = 0;
        try
        {
            using var reader = new StreamReader(Path.Combine(_folder, file), new UTF8Encoding(false, throwOnInvalidBytes: true));
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    rows.Add(Row(file, number, line));
                }
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new UserException($"{file}:{number + 1}: not UTF-8 at or after this line; save the file as UTF-8", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"task jsonl: {file} cannot be read: {e.Message}", e);
        }

        return rows.Count > 0 ? rows : throw new UserException($"{file}: no rows; expected one JSON object per line");
    }

    private JsonlRow Row(string file, int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (row.ValueKind != JsonValueKind.Object)
            {
                throw new UserException($"{file}:{number}: expected a JSON object, found {Kind(row)}");
            }

            var place = $"{file}:{number}";
            var demonstration = _options.Demonstration is { } field ? Text(row, field, "demonstration", place) : null;
            return new JsonlRow(
                file,
                number,
                Text(row, _options.Question, "question", place),
                Answer(Text(row, _options.Answer, "answer", place), place),
                demonstration is not null && _cut is not null ? _cut.Replace(demonstration, "") : demonstration);
        }
        catch (JsonException e)
        {
            throw new UserException($"{file}:{number}: not JSON: {JsonProblem.Of(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            // The reader checks escapes such as \ud800 without its other half only when a string is asked for.
            throw new UserException($"{file}:{number}: a string is not well-formed: {e.Message}", e);
        }
    }

    private string Answer(string text, string place)
    {
        if (_answer is null)
        {
            return text;
        }

        var match = _answer.Match(text);
        if (!match.Success)
        {
            throw new UserException(
                $"{place}: answer_pattern \"{_options.AnswerPattern}\" does not match the field \"{_options.Answer}\": \"{Short(text)}\"");
        }

        return match.Groups[match.Groups.Count > 1 ? 1 : 0].Value.Trim();
    }

    private static string Text(JsonElement row, string field, string role, string place)
    {
        if (!row.TryGetProperty(field, out var value))
        {
            var found = string.Join(", ", row.EnumerateObject().Select(p => p.Name));
            throw new UserException(
                $"{place}: no field \"{field}\" for the {role}; the object has {(found.Length == 0 ? "no fields" : found)}; "
                + $"set {role}: to one of them");
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Number when role == "answer" => value.GetRawText(),
            _ => throw new UserException(
                $"{place}: field \"{field}\" is {Kind(value)}; expected a string{(role == "answer" ? " or a number" : "")}"),
        };
        return string.IsNullOrWhiteSpace(text) ? throw new UserException($"{place}: field \"{field}\" is empty") : text;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "a string",
    };

    private static string Short(string text) => text.Length <= 60 ? text : $"…{text[^60..]}";

    private static Regex? Pattern(string option, string? pattern)
    {
        try
        {
            return pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException e)
        {
            throw new UserException($"task jsonl: {option} \"{pattern}\" is not a regular expression: {e.Message}", e);
        }
    }
}
