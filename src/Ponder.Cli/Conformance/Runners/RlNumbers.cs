using System.Text.Json;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>Numbers and tolerances of the golden files of area <c>rl</c>, as its README defines them.</summary>
internal static class RlNumbers
{
    /// <summary>
    /// All numbers of nested arrays in order; <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c> are numbers too.
    /// </summary>
    internal static double[] Flatten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Flatten)],
        JsonValueKind.String => [double.Parse(element.GetString()!)],
        _ => [element.GetDouble()],
    };

    /// <summary>
    /// Tolerance of an fp32 quantity: max(2·10⁻⁶·scale, 10 × the recorded fp32 error); the scale of the values where
    /// none is recorded.
    /// </summary>
    internal static double Tolerance(JsonElement item, string quantity, ReadOnlySpan<double> expected)
    {
        if (item.TryGetProperty("fp32_abs_err_and_scale", out var recorded) && recorded.TryGetProperty(quantity, out var pair))
        {
            return Math.Max(2e-6 * pair[1].GetDouble(), 10 * pair[0].GetDouble());
        }

        var scale = 0.0;
        foreach (var value in expected)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        return 2e-6 * scale;
    }
}
