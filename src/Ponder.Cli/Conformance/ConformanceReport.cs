using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ponder.Cli.Conformance;

/// <summary>Writes results: one JSON document, or a summary for people.</summary>
public static class ConformanceReport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The report of the golden contract: <c>{"cases":[{"area","case","status","error","tolerance","reason"}]}</c>.
    /// </summary>
    public static string Json(IEnumerable<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("cases");
            foreach (var (item, outcome) in results)
            {
                json.WriteStartObject();
                json.WriteString("area", item.Area);
                json.WriteString("case", item.Name);
                json.WriteString("status", NameOf(outcome.Status));
                Number(json, "error", outcome.Error);
                Number(json, "tolerance", outcome.Tolerance);
                json.WriteString("reason", outcome.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Counts by area, then every failure with its reason.</summary>
    public static string Summary(IReadOnlyCollection<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new System.Text.StringBuilder();
        text.AppendLine($"{"area",-16}{"pass",7}{"fail",7}{"not offered",13}");
        foreach (var area in results.GroupBy(r => r.Case.Area).Append(new Everything(results)))
        {
            text.AppendLine(
                $"{area.Key,-16}{Count(area, ConformanceStatus.Pass),7}{Count(area, ConformanceStatus.Fail),7}"
                + $"{Count(area, ConformanceStatus.NotOffered),13}");
        }

        foreach (var (item, outcome) in results.Where(r => r.Outcome.Status == ConformanceStatus.Fail))
        {
            text.AppendLine($"fail {item.Area}/{item.Name}: {outcome.Reason}");
        }

        return text.ToString().TrimEnd();
    }

    internal static string NameOf(ConformanceStatus status) => status switch
    {
        ConformanceStatus.Pass => "pass",
        ConformanceStatus.Fail => "fail",
        _ => "not-offered",
    };

    private static int Count(IEnumerable<ConformanceResult> results, ConformanceStatus status) =>
        results.Count(r => r.Outcome.Status == status);

    // JSON has no infinities; a quantity that is infinitely wrong is told in the reason.
    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private sealed class Everything(IEnumerable<ConformanceResult> results)
        : List<ConformanceResult>(results), IGrouping<string, ConformanceResult>
    {
        public string Key => "all";
    }
}
