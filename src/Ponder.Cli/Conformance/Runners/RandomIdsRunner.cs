using Ponder.Models;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>Random ids through a real model, from every file of its weights: all logits, the loss, and gradients.</summary>
internal sealed class RandomIdsRunner : ICaseRunner
{
    private const double Loss = 1e-5;
    private const double GradientShare = 1e-4;

    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var real = RealModel.Of(item);
        using var golden = SafetensorsFile.Open(item.Path);
        Compare(comparison, golden, real, real.Load(context).Model);
        foreach (var path in Directory.EnumerateFiles(real.PathIn(context), "*.gguf"))
        {
            using var other = Families.Load(path);
            Compare(comparison, golden, real, other.Model);
        }

        return comparison;
    }

    private static void Compare(Comparison comparison, SafetensorsFile golden, RealModel real, ILanguageModel model)
    {
        using var scope = TensorScope.Enter();
        var sequences = Sequences(golden.ToTensor("input_ids"));
        var batch = PackedBatch.From(sequences);
        using (NoGrad.Enter())
        {
            comparison.Near("logits", golden.ToFloat32("logits").ToArray<float>(), model.Logits(batch).ToArray<float>(), real.Logits);
        }

        var (rows, targets) = GoldenModel.NextTokens(sequences);
        var (logp, _) = model.LogProbs(batch, Tensor.From(targets, targets.Length), 1, Tensor.From(rows, rows.Length));
        var loss = -logp.Mean();
        comparison.Near("loss", golden.ToFloat32("loss").ToArray<float>()[0], loss.Item<float>(), Loss);
        loss.Backward();
        foreach (var parameter in model.Parameters)
        {
            if (golden.Tensors.ContainsKey("grad." + parameter.Name) && parameter.Value.Grad is { } gradient)
            {
                var expected = golden.ToFloat32("grad." + parameter.Name).ToArray<float>();
                comparison.Near(
                    $"gradient of {parameter.Name}", expected, gradient.Contiguous().ToArray<float>(),
                    GradientShare * expected.Max(Math.Abs));
            }

            parameter.Value.ZeroGrad();
        }

        var missing = golden.Tensors.Keys.Where(name => name.StartsWith("grad.", StringComparison.Ordinal))
            .Where(name => model.Parameters.All(p => "grad." + p.Name != name)).ToList();
        comparison.Require(missing.Count == 0, $"there is no parameter for {string.Join(", ", missing)}");
    }

    /// <summary>Rows of ids <c>[N, T]</c> as sequences.</summary>
    internal static IReadOnlyList<int[]> Sequences(Tensor ids)
    {
        var (_, length) = ids.Shape;
        return [.. ids.ToArray<long>().Chunk(length).Select(row => Array.ConvertAll(row, id => (int)id))];
    }
}
