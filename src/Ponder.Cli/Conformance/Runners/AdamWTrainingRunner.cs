using System.Text.Json;
using Ponder.Models;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Tensors;
using Ponder.Tensors.Optimisers;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// Steps of AdamW with clipping from a tiny checkpoint: losses, gradient norms, weights, and every weight's norm and
/// sum.
/// </summary>
internal sealed class AdamWTrainingRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var description = context.Json(Path.Combine(item.Path, "case.json"));
        var hyper = description.GetProperty("hyperparameters");
        using var golden = new GoldenModel(item.Path, description);
        using var loaded = HuggingFaceFolder.Load(Path.Combine(item.Path, description.GetProperty("initial_checkpoint").GetString()!));
        var model = loaded.Model;
        using var optimiser = new AdamW(model.Parameters, new AdamWOptions
        {
            Beta1 = hyper.GetProperty("betas")[0].GetDouble(),
            Beta2 = hyper.GetProperty("betas")[1].GetDouble(),
            Epsilon = hyper.GetProperty("eps").GetDouble(),
            WeightDecay = hyper.GetProperty("weight_decay").GetDouble(),
        });
        var printed = description.GetProperty("after_step_norm_and_sum").EnumerateArray().ToList();
        for (var step = 0; step < description.GetProperty("steps").GetInt32(); step++)
        {
            Step(comparison, golden, model, step);
            var norm = GradientClipping.GlobalNorm(model.Parameters);
            golden.CompareScalar(comparison, $"grad_norm.{step}", "grad_norm", norm);
            optimiser.Step(hyper.GetProperty("lr").GetDouble(), GradientClipping.Factor(norm, hyper.GetProperty("clip").GetDouble()));
            optimiser.ZeroGrad();
            CompareWeights(comparison, golden, model, step, printed[step]);
        }

        golden.RequireAllSeen(comparison);
        return comparison;
    }

    private static void Step(Comparison comparison, GoldenModel golden, ILanguageModel model, int step)
    {
        using var scope = TensorScope.Enter();
        var sequences = golden.ReadSequences($"step{step}.input_ids.");
        var (rows, targets) = GoldenModel.NextTokens(sequences);
        var (logp, _) = model.LogProbs(
            PackedBatch.From(sequences), Tensor.From(targets, targets.Length), 1, Tensor.From(rows, rows.Length));   // [R]
        var loss = -logp.Mean();
        golden.CompareScalar(comparison, $"loss.{step}", "loss", loss.Item<float>());
        loss.Backward();
    }

    private static void CompareWeights(Comparison comparison, GoldenModel golden, ILanguageModel model, int step, JsonElement printed)
    {
        var tolerance = golden.Tolerance("weight");
        foreach (var parameter in model.Parameters)
        {
            var values = parameter.Value.ToArray<float>();
            golden.CompareFloats(comparison, $"weight.{step}.{parameter.Name}", "weight", values);

            // Independent errors of single entries add up like a random walk; eight digits are printed.
            var (norm, sum) = (printed.GetProperty(parameter.Name)[0].GetDouble(), printed.GetProperty(parameter.Name)[1].GetDouble());
            comparison.Near($"norm of {parameter.Name} after step {step}", norm, GoldenModel.Norm(values), tolerance + (1e-7 * norm));
            comparison.Near(
                $"sum of {parameter.Name} after step {step}", sum, values.Sum(v => (double)v),
                (tolerance * Math.Sqrt(values.Length)) + (1e-7 * Math.Abs(sum)));
        }
    }
}
