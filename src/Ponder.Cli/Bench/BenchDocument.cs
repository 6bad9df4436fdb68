using System.Globalization;
using System.Text.Json;

namespace Ponder.Cli.Bench;

/// <summary>The result of <c>ponder bench</c>, for people and for machines.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Rows">What was measured.</param>
public sealed record BenchDocument(BenchMachine Machine, IReadOnlyList<BenchRow> Rows)
{
    /// <summary>One JSON document in the form of <c>docs/</c>: <c>{"machine":{…},"rows":[…]}</c>.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("machine");
            json.WriteString("cpu", Machine.Cpu);
            json.WriteNumber("threads", Machine.Threads);
            json.WriteNumber("gemm_fp32_gflops", Rounded(Machine.GemmFp32));
            json.WriteNumber("gemm_bf16_gflops", Rounded(Machine.GemmBf16));
            json.WriteNumber("read_gb_s", Rounded(Machine.Read));
            json.WriteEndObject();
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                Write(json, row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A table for the terminal.</summary>
    public string ToText()
    {
        var text = new System.Text.StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Cpu}, {Machine.Threads} threads");
        text.AppendLine(CultureInfo.InvariantCulture, $"oneDNN {Machine.GemmFp32:f0} GFLOP/s fp32, {Machine.GemmBf16:f0} GFLOP/s bf16; memory {Machine.Read:f1} GB/s").AppendLine();
        var width = Rows.Max(row => row.Name.Length);
        foreach (var row in Rows)
        {
            var share = row.Share is { } part ? string.Create(CultureInfo.InvariantCulture, $"   {part:p0} of {row.Of}") : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Name.PadRight(width)}  {Number(row.Value),9} {row.Unit}   [{Number(row.Min)} … {Number(row.Max)}, {row.Repeats}×]{share}");
        }

        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, BenchRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteNumber("value", Rounded(row.Value));
        json.WriteString("unit", row.Unit);
        json.WriteString("of", row.Of);
        if (row.Share is { } share)
        {
            json.WriteNumber("share", Math.Round(share, 4));
        }
        else
        {
            json.WriteNull("share");
        }

        json.WriteNumber("min", Rounded(row.Min));
        json.WriteNumber("max", Rounded(row.Max));
        json.WriteNumber("repeats", row.Repeats);
        json.WriteEndObject();
    }

    private static string Number(double x) => x.ToString(x >= 100 ? "n0" : "g3", CultureInfo.InvariantCulture);

    private static double Rounded(double x) => Math.Round(x, x >= 100 ? 1 : 4);
}
