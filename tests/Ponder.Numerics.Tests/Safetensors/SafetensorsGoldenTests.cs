using System.Text.Json;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Safetensors;

public sealed class SafetensorsGoldenTests
{
    [SharedFact("golden", "safetensors", "cases.json")]
    public void Verdicts_are_those_of_the_reference_library()
    {
        var folder = SharedFolder.Find("golden", "safetensors")!;
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        foreach (var row in cases.RootElement.GetProperty("cases").EnumerateArray())
        {
            var path = Path.Combine(folder, row.GetProperty("file").GetString()!);
            var got = Verdict(path);
            var expected = row.GetProperty("expected").GetString()!;
            Assert.True(expected == "either" || got == expected, $"{path}: expected {expected}, got {got}");
        }
    }

    private static string Verdict(string path)
    {
        try
        {
            SafetensorsFile.Open(path).Dispose();
            return "accept";
        }
        catch (CheckpointException)
        {
            return "reject";
        }
    }
}
