using Ponder.Models;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// Logits of a tiny model loaded from GGUF: <c>NAME.TYPE.gguf</c> against <c>logits.TYPE</c> of
/// <c>NAME.logits.safetensors</c>.
/// </summary>
internal sealed class GgufLogitsRunner : ICaseRunner
{
    private const double Tolerance = 1e-4;

    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var parts = item.File.Split('.');
        using var golden = SafetensorsFile.Open(Path.Combine(item.Folder, $"{parts[0]}.logits.safetensors"));
        using var loaded = Families.Load(item.Path);
        using var scope = TensorScope.Enter();
        using var noGrad = NoGrad.Enter();
        var batch = PackedBatch.From(RandomIdsRunner.Sequences(golden.ToTensor("input_ids")));
        comparison.Near(
            "logits", golden.ToFloat32($"logits.{parts[1]}").ToArray<float>(), loaded.Model.Logits(batch).ToArray<float>(), Tolerance);
        return comparison;
    }
}
