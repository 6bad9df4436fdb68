using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Ponder.Models.Checkpoints.Gguf;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// All tensors of a quantised model after de-quantisation, by hash and by some values: as stored, and in Hugging Face
/// order.
/// </summary>
internal sealed class RealWeightsRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var loaded = RealModel.Of(item).Load(context);
        using var file = GgufFile.Open(loaded.Path);
        var parameters = loaded.Model.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var rows = context.Json(item.Path).GetProperty("tensors").EnumerateArray().ToList();
        comparison.Equal("number of tensors", rows.Count, file.Tensors.Count);
        foreach (var row in rows)
        {
            var (stored, name) = (file.Tensors[row.GetProperty("gguf").GetString()!], row.GetProperty("hf").GetString()!);
            comparison.Equal($"type of {stored.Name}", row.GetProperty("type").GetString(), stored.Type.ToString());
            var values = new float[stored.Count];
            file.ReadFloats(stored, 0, values);
            comparison.Equal($"hash of {stored.Name}", row.GetProperty("sha256_gguf_order_f32").GetString(), Hash(values));

            var parameter = parameters[name].Value;
            int[] shape = [.. row.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())];
            comparison.Equal<int>($"shape of {name}", shape, parameter.Shape.AsSpan());
            CompareValues(comparison, name, row, parameter.Data<float>());
        }

        return comparison;
    }

    private static void CompareValues(Comparison comparison, string name, JsonElement row, ReadOnlySpan<float> values)
    {
        comparison.Equal($"hash of {name}", row.GetProperty("sha256_hf_f32").GetString(), Hash(values));
        comparison.Near($"first values of {name}", Floats(row, "first8"), values[..8], 0);
        comparison.Near($"last values of {name}", Floats(row, "last4"), values[^4..], 0);
        var (sum, magnitude) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            magnitude += Math.Abs((double)value);
        }

        comparison.Near($"sum of {name}", row.GetProperty("sum_f64").GetDouble(), sum, 1e-9 * magnitude);
        comparison.Near($"mean magnitude of {name}", row.GetProperty("abs_mean").GetDouble(), magnitude / values.Length, 1e-6);
    }

    private static float[] Floats(JsonElement row, string key) => [.. row.GetProperty(key).EnumerateArray().Select(v => v.GetSingle())];

    private static string Hash(ReadOnlySpan<float> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)));
}
