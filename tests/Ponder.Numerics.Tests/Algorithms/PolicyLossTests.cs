using Ponder.Algorithms;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Records;
using Ponder.Algorithms.Reductions;
using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class PolicyLossTests : LeakCheckedTest
{
    // Loss and whether the token learns: (A, ρ) under ε .2/.28 and three dual clips.
    [Theory]
    [InlineData(1, 1.5, null, -1.28, false)]
    [InlineData(1, 0.5, null, -0.5, true)]
    [InlineData(-1, 1.5, null, 1.5, true)]
    [InlineData(-1, 0.5, null, 0.8, false)]
    [InlineData(-1, 5, null, 5, true)]
    [InlineData(-1, 5, 3.0, 3, false)]
    [InlineData(-1, 5, 10.0, 5, true)]
    [InlineData(-1, 19, null, 19, true)]
    [InlineData(-1, 19, 3.0, 3, false)]
    [InlineData(-1, 19, 10.0, 10, false)]
    [InlineData(1, 19, 3.0, -1.28, false)]
    [InlineData(0, 1.5, null, 0, false)]
    public void Clipped_surrogate_has_its_known_values(double advantage, double ratio, double? dual, double expected, bool learns)
    {
        using var scope = TensorScope.Enter();
        var tokens = Tokens([(float)advantage], [-3f], [1f]);
        using var logp = Leaf([(float)(-3 + Math.Log(ratio))]);

        var (loss, statistics) = ObjectiveLoss.Evaluate(With(new ClippedSurrogate { High = 0.28, Dual = dual }), tokens, logp);
        loss.Backward();

        Assert.Equal(expected, loss.Item<float>(), 1e-5);
        Assert.Equal(learns ? -advantage * ratio : 0, logp.Grad!.Item<float>(), 1e-5);
        Assert.Equal(learns || advantage == 0 ? 0 : 1, statistics.ClippedLow + statistics.ClippedHigh + statistics.ClippedDual);
    }

    [Fact]
    public void On_policy_ratio_is_one_and_the_gradient_is_that_of_reinforce()
    {
        using var scope = TensorScope.Enter();
        float[] logps = [-0.1f, -2.3f, -5.7f], advantages = [1.5f, -0.5f, 0.25f];
        var tokens = Tokens(advantages, logps, [0.5f, 0.25f, 0.25f]);
        using var logp = Leaf(logps);

        var (loss, statistics) = ObjectiveLoss.Evaluate(With(new ClippedSurrogate()), tokens, logp);
        loss.Backward();

        Assert.Equal(1, statistics.RatioMax);
        Assert.Equal(1, statistics.RatioMean);
        Assert.Equal(0, statistics.PolicyDivergence);
        Assert.Equal([-0.75f, 0.125f, -0.0625f], logp.Grad!.ToArray<float>());
    }

    [Fact]
    public void Broken_log_ratio_is_clamped_counted_and_has_no_gradient()
    {
        using var scope = TensorScope.Enter();
        var tokens = Tokens([-1f, -1f], [-50f, -1f], [1f, 1f]);
        using var logp = Leaf([-1f, -1f]);

        var (loss, statistics) = ObjectiveLoss.Evaluate(With(new ClippedSurrogate()), tokens, logp);
        loss.Backward();

        Assert.Equal(1, statistics.LogRatiosClamped);
        Assert.True(float.IsFinite(loss.Item<float>()));
        Assert.Equal([0f, 1f], logp.Grad!.ToArray<float>());
    }

    [Fact]
    public void Statistics_of_the_hand_example_are_right_and_add_up()
    {
        using var scope = TensorScope.Enter();
        var tokens = Tokens([1f, -1f, 1f, -1f], [-1f, -1f, -1f, -1f], [1f, 1f, 1f, 1f]) with
        {
            RolloutLogProbs = [-1f, -1.5f, -1f, -1f],
            ReferenceLogProbs = [-1f, -1f, -1f, -1f],
        };
        using var logp = Leaf([-1 + MathF.Log(2), -1 + MathF.Log(0.5f), -1f, -1f]);
        using var entropy = Tensor.From<float>([1f, 2f, 3f, 4f], [4]);

        var (_, s) = ObjectiveLoss.Evaluate(With(new ClippedSurrogate()), tokens, logp, entropy);
        var twice = s + s + StepStatistics.Empty;

        Assert.Equal((0.25, 0.25, 0), (s.ClipFractionLow, s.ClipFractionHigh, s.ClipFractionDual));
        Assert.Equal(2, s.RatioMax, 1e-6);
        Assert.Equal(4.5 / 4, s.RatioMean, 1e-6);
        Assert.Equal(2.5, s.Entropy);
        Assert.Equal((0.125, 0.5), (s.MismatchMean, s.MismatchMax));
        Assert.Equal((0.5 - Math.Log(0.5) - 1 + 2 - Math.Log(2) - 1) / 4, s.ReferenceDivergence, 1e-6);
        Assert.Equal((8L, s.RatioMean, s.Entropy, s.MismatchMax), (twice.Tokens, twice.RatioMean, twice.Entropy, twice.MismatchMax));
    }

    [Fact]
    public void Divergence_without_reference_log_probs_is_refused()
    {
        using var scope = TensorScope.Enter();
        using var logp = Leaf([-1f]);
        var objective = With(new ClippedSurrogate()) with
        {
            Divergence = new Divergence { Estimator = DivergenceEstimator.K3, Place = DivergencePlace.Loss, Coefficient = 1 },
        };

        var error = Assert.Throws<ArgumentException>(() => ObjectiveLoss.Evaluate(objective, Tokens([1f], [-1f], [1f]), logp));

        Assert.Contains("reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_probs_of_another_number_of_tokens_are_refused()
    {
        using var scope = TensorScope.Enter();
        using var logp = Leaf([-1f, -1f]);

        Assert.Throws<ArgumentException>(() => ObjectiveLoss.Evaluate(With(new ClippedSurrogate()), Tokens([1f], [-1f], [1f]), logp));
    }

    // Gradients of every term and divergence against central differences of the loss.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void Gradient_is_the_slope_of_the_loss(string name, Objective objective)
    {
        using var scope = TensorScope.Enter();
        var batch = RandomBatch(11, 5, 3, 6);
        var tokens = ResponseTokens.Gather(batch, objective.Reduction.Weights(batch));
        var logps = NewLogProbs(tokens);
        using var logp = Leaf(logps);
        var (loss, _) = ObjectiveLoss.Evaluate(objective, tokens, logp);
        loss.Backward();
        var gradient = logp.Grad!.ToArray<float>();

        for (var t = 0; t < logps.Length; t++)
        {
            const float Step = 1 / 256f;
            var slope = (LossAt(t, Step) - LossAt(t, -Step)) / (2 * Step);
            Assert.True(Math.Abs(slope - gradient[t]) <= 2e-3 * Math.Max(1, Math.Abs(slope)), $"{name}, token {t}: slope {slope}, gradient {gradient[t]}");
        }

        double LossAt(int t, float step)
        {
            float[] moved = [.. logps];
            moved[t] += step;
            using var x = Tensor.From<float>(moved, [moved.Length]);
            return ObjectiveLoss.Evaluate(objective, tokens with { Weights = [.. tokens.Weights.Select((w, i) => i == t ? w : 0)] }, x).Loss.Item<float>();
        }
    }

    // The denominator is global: neither micro-batches, nor packing order, nor workers change a gradient.
    [Theory]
    [MemberData(nameof(Objectives))]
    public void Gradient_does_not_depend_on_how_the_step_is_cut(string name, Objective objective)
    {
        using var scope = TensorScope.Enter();
        var batch = RandomBatch(7, 4, 1, 9, 3, 6, 2, 8);
        batch.GradientMask.AsSpan(batch.CuSeqlens[2], 3).Clear();
        var whole = Gradients(objective, [MicroBatches.Split(batch, objective.Reduction, int.MaxValue)]);

        foreach (var budget in new[] { 1, 8, 20 })
        {
            Assert.True(Close(whole, Gradients(objective, [MicroBatches.Split(batch, objective.Reduction, budget)])), $"{name}: budget {budget}");
        }

        var order = new Philox(5).Permutation(batch.Sequences);
        var shuffled = Reordered(batch, order);
        var fromShuffled = Gradients(objective, [MicroBatches.Split(shuffled, objective.Reduction, 12)]);
        Assert.True(Close(whole, fromShuffled), $"{name}: packing order");

        var (left, right) = (MicroBatches.Slice(batch, 0, 3), MicroBatches.Slice(batch, 3, batch.Sequences));
        var totals = objective.Reduction.Totals(left) + objective.Reduction.Totals(right);
        var workers = Gradients(objective,
        [
            MicroBatches.Split(left, objective.Reduction.Weights(left, totals), 10),
            MicroBatches.Split(right, objective.Reduction.Weights(right, totals), 7),
        ]);
        Assert.True(Close(whole, workers), $"{name}: workers");
    }

    public static TheoryData<string, Objective> Objectives
    {
        get
        {
            var context = new PresetContext { MaxNewTokens = 16, SamplesPerPrompt = 4 };
            var data = new TheoryData<string, Objective>();
            foreach (var preset in Presets.Names)
            {
                data.Add(preset, Presets.Resolve(preset, context));
            }

            data.Add("dapo, dual clip", Presets.Resolve("dapo", context, new ObjectiveOverrides { DualClip = 2 }));
            data.Add("k2", Presets.Resolve("grpo", context, new ObjectiveOverrides { Divergence = DivergenceEstimator.K2 }));
            data.Add("k1", With(new ReinforceTerm()) with
            {
                Divergence = new Divergence { Estimator = DivergenceEstimator.K1, Place = DivergencePlace.Loss, Coefficient = 0.1 },
            });
            return data;
        }
    }

    // The gradient with respect to the log-probability of every (sequence, token), keyed by the token's random old log-prob.
    private static SortedDictionary<float, double> Gradients(Objective objective, IReadOnlyList<MicroBatch>[] workers)
    {
        var gradients = new SortedDictionary<float, double>();
        foreach (var part in workers.SelectMany(parts => parts).Where(part => part.Responses.Count > 0))
        {
            using var scope = TensorScope.Enter();
            using var logp = Leaf(NewLogProbs(part.Responses));
            ObjectiveLoss.Evaluate(objective, part.Responses, logp).Loss.Backward();
            foreach (var (key, value) in part.Responses.OldLogProbs.Zip(logp.Grad!.ToArray<float>()))
            {
                gradients.Add(key, value);
            }
        }

        return gradients;
    }

    private static bool Close(SortedDictionary<float, double> left, SortedDictionary<float, double> right) =>
        left.Keys.SequenceEqual(right.Keys)
        && left.Values.Zip(right.Values).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6 * left.Values.Max(Math.Abs));

    // A stand-in for the model: new log-probs as a function of the old ones, between ratio 0.6 and 1.6.
    private static float[] NewLogProbs(ResponseTokens tokens) =>
        [.. tokens.OldLogProbs.Select(old => old + 0.47f * MathF.Sin(1000 * old) + 0.013f)];

    private static TrainBatch RandomBatch(params int[] lengths)
    {
        var batch = Samples.Batch(lengths);
        var random = new Philox(3);
        for (var t = 0; t < batch.Count; t++)
        {
            batch.Advantages[t] = (float)random.NormalAt(4L * t);
            batch.OldLogProbs[t] = -3 * random.UniformFloatAt((4L * t) + 1);
            batch.RolloutLogProbs[t] = batch.OldLogProbs[t];
        }

        return batch with { ReferenceLogProbs = [.. batch.OldLogProbs.Select(old => old + 0.3f * MathF.Cos(777 * old))] };
    }

    private static TrainBatch Reordered(TrainBatch batch, int[] order)
    {
        var parts = order.Select(i => MicroBatches.Slice(batch, i, i + 1)).ToArray();
        var starts = new int[parts.Length + 1];
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i + 1] = starts[i] + parts[i].Count;
        }

        return new TrainBatch
        {
            Tokens = [.. parts.SelectMany(p => p.Tokens)],
            CuSeqlens = starts,
            Targets = [.. parts.SelectMany(p => p.Targets)],
            ResponseMask = [.. parts.SelectMany(p => p.ResponseMask)],
            GradientMask = [.. parts.SelectMany(p => p.GradientMask)],
            Advantages = [.. parts.SelectMany(p => p.Advantages)],
            OldLogProbs = [.. parts.SelectMany(p => p.OldLogProbs)],
            RolloutLogProbs = [.. parts.SelectMany(p => p.RolloutLogProbs)],
            ReferenceLogProbs = [.. parts.SelectMany(p => p.ReferenceLogProbs!)],
            Groups = [.. parts.SelectMany(p => p.Groups)],
        };
    }

    private static Objective With(PolicyTerm term) => new()
    {
        Name = "test",
        Source = "none",
        Advantage = new MeanAdvantage(),
        Policy = term,
        Reduction = new Reduction { Kind = ReductionKind.TokenMean },
    };

    private static ResponseTokens Tokens(float[] advantages, float[] old, float[] weights) => new()
    {
        Positions = [.. Enumerable.Range(0, old.Length).Select(t => (long)t)],
        Targets = new long[old.Length],
        CuSeqlens = [0, old.Length],
        Weights = weights,
        Advantages = advantages,
        OldLogProbs = old,
        RolloutLogProbs = old,
    };

    private static Tensor Leaf(float[] values)
    {
        var tensor = Tensor.From<float>(values, [values.Length]);
        tensor.RequiresGrad = true;
        return tensor;
    }
}
