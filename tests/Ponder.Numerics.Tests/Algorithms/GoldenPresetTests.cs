using System.Text.Json;
using Ponder.Algorithms;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Records;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

/// <summary>
/// The presets against the whole objectives of <c>golden/rl/presets.json</c>: from logits and rewards to advantages, loss and gradients,
/// in fp32 through tensors, within the tolerance of that folder's README.
/// </summary>
public sealed class GoldenPresetTests : LeakCheckedTest
{
    private static readonly string[] File = ["golden", "rl", "presets.json"];
    private static readonly PresetContext Context = new() { MaxNewTokens = 16, SamplesPerPrompt = 4 };

    [SharedTheory("golden", "rl", "presets.json")]
    [InlineData("grpo_deepseekmath_ddof1", "grpo")]
    [InlineData("grpo_deepseekmath_ddof0", "grpo")]
    [InlineData("rloo", "rloo")]
    [InlineData("dr_grpo", "dr-grpo")]
    [InlineData("dapo", "dapo")]
    [InlineData("dapo_dual10", "dapo")]
    public void Preset_gives_the_golden_advantages_loss_and_gradients(string golden, string preset)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFolder.Find(File)!));
        var objective = Presets.Resolve(preset, Context, golden switch
        {
            "grpo_deepseekmath_ddof0" => new ObjectiveOverrides { StdDdof = 0 },
            "dapo_dual10" => new ObjectiveOverrides { DualClip = 10 },
            _ => null,
        });
        foreach (var batch in new[] { "a", "b_gaps" })
        {
            var item = document.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == $"{golden}/{batch}");
            Check(objective, item, document.RootElement.GetProperty("batches").GetProperty(batch));
        }
    }

    private static void Check(Objective objective, JsonElement item, JsonElement source)
    {
        using var scope = TensorScope.Enter();
        var expected = item.GetProperty("expected");
        var errors = item.GetProperty("fp32_abs_err_and_scale");
        var (batch, logits) = Read(source, (GroupAdvantage)objective.Advantage);
        using var _ = logits;
        var tokens = ResponseTokens.Gather(batch, objective.Reduction.Weights(batch));
        var positions = Tensor.From<long>(tokens.Positions, [tokens.Count]);
        var targets = Tensor.From<long>(tokens.Targets, [tokens.Count]).Unsqueeze(1);

        var logp = logits.IndexSelect(0, positions).LogSoftmax(-1).Gather(1, targets).Squeeze(1);
        using var leaf = logp.Detach().Clone();
        leaf.RequiresGrad = true;
        ObjectiveLoss.Evaluate(objective, tokens, leaf).Loss.Backward();
        var (loss, _) = ObjectiveLoss.Evaluate(objective, tokens, logp);
        loss.Backward();

        var rows = Rows(source.GetProperty("lengths"));
        AssertNear("loss", errors, [expected.GetProperty("loss").GetDouble()], [loss.Item<float>()]);
        AssertNear("grads.logits", errors, Flatten(expected.GetProperty("grads").GetProperty("logits")), PickRows(logits.Grad!, rows));
        var perToken = new float[batch.Count];
        var gradient = leaf.Grad!.ToArray<float>();
        for (var i = 0; i < gradient.Length; i++)
        {
            perToken[tokens.Positions[i]] = gradient[i];
        }

        AssertNear("grads.logp", errors, Flatten(expected.GetProperty("grads").GetProperty("logp")), [.. rows.Select(r => perToken[r])]);
        AssertNear(
            "advantages", errors, Flatten(expected.GetProperty("advantages")),
            [.. Enumerable.Range(0, batch.Sequences).Select(i => batch.Advantages[batch.CuSeqlens[i]])]);
    }

    // One prompt token before each row; mask zeros inside a row are gaps of the response mask.
    private static (TrainBatch Batch, Tensor Logits) Read(JsonElement source, GroupAdvantage estimator)
    {
        var rewards = Flatten(source.GetProperty("rewards"));
        var groups = source.GetProperty("group_ids").EnumerateArray().Select(g => g.GetInt32()).ToArray();
        var advantages = new double[rewards.Length];
        foreach (var group in groups.Distinct())
        {
            int[] members = [.. Enumerable.Range(0, rewards.Length).Where(i => groups[i] == group)];
            var values = estimator.ForGroup([.. members.Select(i => rewards[i])]);
            Array.ForEach(members, i => advantages[i] = values[Array.IndexOf(members, i)]);
        }

        var ids = source.GetProperty("token_ids").EnumerateArray().ToArray();
        var credited = ids.Select((row, i) => new CreditedRollout
        {
            Scored = Samples.Scored(groups[i], rewards[i], length: row.GetArrayLength(), promptLength: 1),
            Advantages = [.. Enumerable.Repeat((float)advantages[i], row.GetArrayLength())],
        });
        var batch = BatchPacker.Pack([.. credited]);
        var rows = Rows(source.GetProperty("lengths"));
        var mask = source.GetProperty("mask");
        batch = batch with
        {
            Targets = [.. Spread(Flatten(source.GetProperty("token_ids"))).Select(x => (int)x)],
            ResponseMask = mask.ValueKind == JsonValueKind.Null ? batch.ResponseMask : Spread(Flatten(mask)),
            OldLogProbs = Spread(Flatten(source.GetProperty("logp_old"))),
            RolloutLogProbs = Spread(Flatten(source.GetProperty("logp_rollout"))),
            ReferenceLogProbs = Spread(Flatten(source.GetProperty("logp_ref"))),
        };

        var flat = Flatten(source.GetProperty("logits"));
        var vocabulary = flat.Length / rows.Length;
        var logits = new float[batch.Count * vocabulary];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var v = 0; v < vocabulary; v++)
            {
                logits[(rows[i] * vocabulary) + v] = (float)flat[(i * vocabulary) + v];
            }
        }

        var tensor = Tensor.From<float>(logits, [batch.Count, vocabulary]);
        tensor.RequiresGrad = true;
        return (batch, tensor);

        float[] Spread(double[] values)
        {
            var spread = new float[batch.Count];
            for (var i = 0; i < rows.Length; i++)
            {
                spread[rows[i]] = (float)values[i];
            }

            return spread;
        }
    }

    // Position of every golden token: each row takes one position more than it has tokens.
    private static int[] Rows(JsonElement lengths)
    {
        var rows = new List<int>();
        var start = 0;
        foreach (var length in lengths.EnumerateArray().Select(l => l.GetInt32()))
        {
            rows.AddRange(Enumerable.Range(start, length));
            start += length + 1;
        }

        return [.. rows];
    }

    private static float[] PickRows(Tensor matrix, int[] rows)
    {
        var (_, width) = matrix.Shape;
        var values = matrix.ToArray<float>();
        return [.. rows.SelectMany(r => values.Skip(r * width).Take(width))];
    }

    private static double[] Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Flatten)]
        : [element.GetDouble()];

    private static void AssertNear(string what, JsonElement errors, double[] expected, float[] got)
    {
        var recorded = errors.GetProperty(what);
        var tolerance = Math.Max(2e-6 * recorded[1].GetDouble(), 10 * recorded[0].GetDouble());
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - got[i]) <= tolerance, $"{what}[{i}]: expected {expected[i]}, got {got[i]}, tolerance {tolerance}");
        }
    }
}
