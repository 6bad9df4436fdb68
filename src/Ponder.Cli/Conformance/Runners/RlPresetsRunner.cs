using System.Text.Json;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Losses;
using Ponder.Tensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// <c>rl/presets.json</c>: from logits, token ids and rewards to advantages, loss and gradients, in fp32 through the
/// tensors that training uses.
/// </summary>
internal sealed class RlPresetsRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var hyper = row.TryGetProperty("hyper", out var given) ? given : default;
        var objective = RlPresetObjectives.Of(row.GetProperty("algorithm").GetString()!, hyper);
        var temperature =
            hyper.ValueKind == JsonValueKind.Object && hyper.TryGetProperty("temperature", out var t) ? t.GetDouble() : 1;
        var source = context.Json(item.Path).GetProperty("batches").GetProperty(row.GetProperty("batch").GetString()!);
        var batch = new RlPresetBatch(source, (GroupAdvantage)objective.Advantage);
        var tokens = ResponseTokens.Gather(batch.Train, objective.Reduction.Weights(batch.Train));

        using var scope = TensorScope.Enter();
        var logits = Tensor.From<float>(batch.Logits(), [batch.Train.Count, batch.Vocabulary]);           // [T, V]
        logits.RequiresGrad = true;
        var all = (logits * (1 / temperature)).LogSoftmax(-1);                                            // [T, V]
        var targets = Tensor.From<long>([.. batch.Train.Targets.Select(id => (long)id)], [batch.Train.Count, 1]);
        var everywhere = all.Gather(1, targets).Squeeze(1);                                               // [T]
        var logp = everywhere.IndexSelect(0, Tensor.From<long>(tokens.Positions, [tokens.Count]));        // [R]
        var leaf = logp.Detach().Clone();
        leaf.RequiresGrad = true;
        ObjectiveLoss.Evaluate(objective, tokens, leaf).Loss.Backward();
        var loss = ObjectiveLoss.Evaluate(objective, tokens, logp).Loss;
        loss.Backward();

        var comparison = new Comparison();
        foreach (var expected in row.GetProperty("expected").EnumerateObject())
        {
            switch (expected.Name)
            {
                case "loss":
                    Near("loss", expected.Value, [loss.Item<float>()]);
                    break;
                case "advantages":
                    Near("advantages", expected.Value, batch.Advantages);
                    break;
                case "logp":
                    Near("logp", expected.Value, batch.AtTokens(everywhere.Detach().ToArray<float>()));
                    break;
                case "grads":
                    var perLogit = logits.Grad!.ToArray<float>();
                    var perToken = Scatter(tokens, leaf.Grad!.ToArray<float>(), batch.Train.Count);
                    Near("grads.logits", expected.Value.GetProperty("logits"), batch.AtTokens(perLogit, batch.Vocabulary));
                    Near("grads.logp", expected.Value.GetProperty("logp"), batch.AtTokens(perToken));
                    break;
                default:
                    comparison.Require(false, $"expected.{expected.Name} is not computed");
                    break;
            }
        }

        return comparison;

        void Near(string quantity, JsonElement expected, double[] got)
        {
            var golden = RlNumbers.Flatten(expected);
            comparison.Near(quantity, golden, got, RlNumbers.Tolerance(row, quantity, golden));
        }
    }

    private static float[] Scatter(ResponseTokens tokens, float[] values, int count)
    {
        var spread = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            spread[tokens.Positions[i]] = values[i];
        }

        return spread;
    }
}
