using System.Text.Json;
using Ponder.Models;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// A tiny causal model: logits, log-probabilities, losses, gradients, hidden states after the final norm and greedy continuations,
/// packed and one by one; and the same model from both forms of its configuration.
/// </summary>
internal sealed class CausalModelRunner : ICaseRunner
{
    private static readonly string[] Configurations = ["config.json", "config.transformers5.json"];

    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var golden = new GoldenModel(item.Path, context.Json(Path.Combine(item.Path, "case.json")));
        using (golden)
        {
            foreach (var configuration in Configurations.Where(name => File.Exists(Path.Combine(item.Path, name))))
            {
                using var loaded = HuggingFaceFolder.Load(item.Path, configuration);
                Compare(comparison, golden, loaded.Model, complete: configuration == Configurations[0]);
            }
        }

        return comparison;
    }

    private static void Compare(Comparison comparison, GoldenModel golden, ILanguageModel model, bool complete)
    {
        for (var i = 0; i < golden.Sequences.Count; i++)
        {
            using var scope = TensorScope.Enter();
            using var noGrad = NoGrad.Enter();
            golden.CompareFloats(comparison, $"logits.{i}", "logits", model.Logits(PackedBatch.From([golden.Sequences[i]])));
        }

        if (complete)
        {
            ComparePacked(comparison, golden, model);
            CompareLoss(comparison, golden, model);
            CompareGreedy(comparison, golden, model);
            golden.RequireAllSeen(comparison);
        }
    }

    // All sequences in one packed forward.
    private static void ComparePacked(Comparison comparison, GoldenModel golden, ILanguageModel model)
    {
        using var scope = TensorScope.Enter();
        using var noGrad = NoGrad.Enter();
        var batch = PackedBatch.From(golden.Sequences);
        CompareRows(comparison, golden, "logits", "logits", model.Logits(batch));
        var layers = new List<float[]>();
        var hidden = model.Hidden(batch, (_, x) => layers.Add(x.ToArray<float>()));
        CompareRows(comparison, golden, "hidden.layer0", "hidden", Tensor.From(layers[0], hidden.Shape.AsSpan()));
        CompareRows(comparison, golden, "hidden.last", "hidden", Tensor.From(layers[^1], hidden.Shape.AsSpan()));
        CompareRows(comparison, golden, "hidden.norm", "hidden", hidden);
    }

    private static void CompareRows(Comparison comparison, GoldenModel golden, string name, string kind, Tensor packed)
    {
        var start = 0;
        for (var i = 0; i < golden.Sequences.Count; i++)
        {
            var length = golden.Sequences[i].Length;
            golden.CompareFloats(comparison, $"{name}.{i}", kind, packed.Narrow(0, start, length));
            start += length;
        }
    }

    private static void CompareLoss(Comparison comparison, GoldenModel golden, ILanguageModel model)
    {
        using var scope = TensorScope.Enter();
        var (rows, targets) = golden.NextTokens();
        var (logp, _) = model.LogProbs(
            PackedBatch.From(golden.Sequences), Tensor.From(targets, targets.Length), 1, Tensor.From(rows, rows.Length));   // [R]
        var start = 0;
        for (var i = 0; i < golden.Sequences.Count; i++)
        {
            var length = golden.Sequences[i].Length - 1;
            var part = logp.Narrow(0, start, length);
            golden.CompareFloats(comparison, $"logprobs.{i}", "logprobs", part);
            golden.CompareScalar(comparison, $"loss.{i}", "loss", -part.Mean().Item<float>());
            start += length;
        }

        var loss = -logp.Mean();
        golden.CompareScalar(comparison, "loss", "loss", loss.Item<float>());
        loss.Backward();
        golden.CompareGradients(comparison, model.Parameters);
    }

    private static void CompareGreedy(Comparison comparison, GoldenModel golden, ILanguageModel model)
    {
        for (var i = 0; i < golden.Sequences.Count; i++)
        {
            if (golden.Ids($"greedy.{i}") is not { } expected)
            {
                continue;
            }

            var (ids, logps) = GreedyReplay.Run(model, golden.Sequences[i], expected);
            comparison.Equal<int>($"greedy.{i}", expected, ids);
            golden.CompareFloats(comparison, $"greedy_logprobs.{i}", "logprobs", logps);
        }
    }
}
