using System.Runtime.InteropServices;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// One tensor of a GGUF file, de-quantised, bit for bit; a type without a decoder must be refused by its name.
/// </summary>
internal sealed class GgufTensorRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var gguf = context.Once("gguf:" + item.Path, () => GgufFile.Open(item.Path));
        var expected = context.Once("expected:" + item.Path, () => SafetensorsFile.Open(ExpectedPath(item)));
        if (!gguf.Tensors.TryGetValue(item.Id!, out var tensor))
        {
            comparison.Require(false, $"{item.Path} has no tensor '{item.Id}'");
            return comparison;
        }

        comparison.Equal<long>("shape", expected[item.Id!].Shape.ToArray(), tensor.Shape.ToArray());
        var values = new float[tensor.Count];
        try
        {
            gguf.ReadFloats(tensor, 0, values);
        }
        catch (CheckpointException e) when (Path.GetFileNameWithoutExtension(item.File) == "quants_rare")
        {
            // Types that few files use: a clear error that names the type is right too.
            comparison.Require(e.Message.Contains(tensor.Type.ToString(), StringComparison.Ordinal), e.Message);
            return comparison;
        }

        comparison.Equal(
            "bits", MemoryMarshal.Cast<byte, uint>(expected.Bytes(item.Id!)), MemoryMarshal.Cast<float, uint>(values.AsSpan()));
        return comparison;
    }

    private static string ExpectedPath(ConformanceCase item) =>
        Directory.EnumerateFiles(item.Folder, $"{GgufCaseList.ExpectedStem(item.Path)}_f32.safetensors").First();
}
