using System.Text.Json;
using Ponder.Verification.Extraction;
using Ponder.Verification.Language;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One row of <c>language/cases.jsonl</c>: units, the share by script, the share by language, the dominant language.</summary>
internal sealed class LanguageRunner : ICaseRunner
{
    private const double ShareTolerance = 0.1;

    // The golden shares have six decimals.
    private const double Rounding = 5e-7;

    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var count = LanguageCounter.Count(JsonText.Of(row.GetProperty("text")));
        var target = row.GetProperty("target").GetString()!;
        comparison.Equal("units", row.GetProperty("units").GetInt32(), count.Units);
        Share(comparison, row, "share_script", count.ShareOfScript(target), Rounding);
        Share(comparison, row, "share_language", count.ShareOfLanguage(target), ShareTolerance);
        comparison.Equal("dominant", row.GetProperty("dominant").GetString(), count.Dominant);
        return comparison;
    }

    private static void Share(Comparison comparison, JsonElement row, string name, double? got, double tolerance)
    {
        double? expected = row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
        if (expected is { } wanted && got is { } share)
        {
            comparison.Near(name, wanted, share, tolerance);
        }
        else
        {
            comparison.Equal(name, expected, got);
        }
    }
}
