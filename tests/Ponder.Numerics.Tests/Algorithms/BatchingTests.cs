using FsCheck;
using FsCheck.Fluent;
using Ponder.Algorithms.Batching;
using Ponder.Algorithms.Records;
using Ponder.Algorithms.Reductions;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class BatchingTests
{
    [Fact]
    public void Pack_puts_each_response_token_at_the_position_that_predicts_it()
    {
        var first = new CreditedRollout { Scored = Samples.Scored(1, 1, length: 3, promptLength: 2), Advantages = [1, 2, 3] };
        var second = new CreditedRollout { Scored = Samples.Scored(2, 0, length: 1, promptLength: 1) with { Learn = false }, Advantages = [4] };
        var third = new CreditedRollout { Scored = Samples.Scored(1, 0, length: 0, promptLength: 2), Advantages = [] };

        var batch = BatchPacker.Pack([first, second, third]);

        Assert.Equal([100, 101, 1, 2, 3, 200, 1, 100, 101], batch.Tokens);
        Assert.Equal([101, 1, 2, 3, 0, 1, 0, 101, 0], batch.Targets);
        Assert.Equal([0, 5, 7, 9], batch.CuSeqlens);
        Assert.Equal([0f, 1, 1, 1, 0, 1, 0, 0, 0], batch.ResponseMask);
        Assert.Equal([0f, 1, 1, 1, 0, 0, 0, 0, 0], batch.GradientMask);
        Assert.Equal([0f, 1, 2, 3, 0, 4, 0, 0, 0], batch.Advantages);
        Assert.Equal([0f, -0.1f, -0.2f, -0.1f * 3, 0, -0.1f, 0, 0, 0], batch.RolloutLogProbs);
        Assert.Equal(batch.RolloutLogProbs, batch.OldLogProbs);
        Assert.Equal([0, 1, 0], batch.Groups);
    }

    [Fact]
    public void Pack_refuses_an_empty_prompt_and_names_it()
    {
        var rollout = new CreditedRollout { Scored = Samples.Scored(3, 1, promptLength: 0), Advantages = [0, 0, 0] };

        Assert.Contains("train/3", Assert.Throws<ArgumentException>(() => BatchPacker.Pack([rollout])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pack_refuses_a_missing_advantage()
    {
        var rollout = new CreditedRollout { Scored = Samples.Scored(3, 1), Advantages = [0, 0] };

        Assert.Contains("2 advantages", Assert.Throws<ArgumentException>(() => BatchPacker.Pack([rollout])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_keeps_sequences_whole_in_order_and_within_the_budget()
    {
        var lengths = Gen.Choose(0, 9).ListOf().Where(l => l.Count > 0);
        Prop.ForAll(lengths.ToArbitrary(), Gen.Choose(1, 25).ToArbitrary(), (sizes, budget) =>
        {
            var batch = Samples.Batch([.. sizes]);
            var reduction = new Reduction { Kind = ReductionKind.SequenceMeanOfTokenMean };
            var weights = reduction.Weights(batch);

            var parts = MicroBatches.Split(batch, reduction, budget);

            Assert.Equal(batch.Tokens, parts.SelectMany(p => p.Batch.Tokens));
            Assert.Equal(batch.Targets, parts.SelectMany(p => p.Batch.Targets));
            Assert.Equal(sizes.Select(s => s + 1), parts.SelectMany(p => p.Batch.CuSeqlens.Zip(p.Batch.CuSeqlens.Skip(1), (a, b) => b - a)));
            Assert.All(parts, p => Assert.True(p.Batch.Count <= budget || p.Batch.Sequences == 1));
            Assert.Equal(weights.Where((_, t) => batch.ResponseMask[t] != 0), parts.SelectMany(p => p.Responses.Weights));
            Assert.All(parts, p => Assert.All(
                p.Responses.Positions.Zip(p.Responses.Targets), x => Assert.Equal(x.Second, p.Batch.Targets[x.First])));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sequences_without_a_gradient_are_left_out_and_weights_stay()
    {
        var batch = BatchPacker.Pack(
        [
            new() { Scored = Samples.Scored(1, 1, length: 2), Advantages = [0, 0] },
            new() { Scored = Samples.Scored(2, 1, length: 3), Advantages = [0.5f, 0, 0.5f] },
            new() { Scored = Samples.Scored(3, 0, length: 1) with { Learn = false }, Advantages = [-1] },
            new() { Scored = Samples.Scored(4, 0, length: 1), Advantages = [-1] },
        ]);
        var weights = new Reduction { Kind = ReductionKind.TokenMean }.Weights(batch);

        var (learning, kept) = LearningSequences.Of(batch, weights, onlyAdvantages: true);
        var (charged, _) = LearningSequences.Of(batch, weights, onlyAdvantages: false);

        Assert.Equal([200, 201, 1, 2, 3, 400, 401, 1], learning.Tokens);
        Assert.Equal([0, 5, 8], learning.CuSeqlens);
        Assert.Equal([1, 3], learning.Groups);
        Assert.Equal(learning.ResponseMask.Select(m => m / 7), kept);   // the denominator still counts all seven
        Assert.Equal([0, 0.5f, 0, 0.5f, 0, 0, -1, 0], learning.Advantages);
        Assert.Equal(3, charged.Sequences);
        Assert.Same(learning, LearningSequences.Of(learning, kept, onlyAdvantages: true).Batch);
    }

    [Fact]
    public void Batch_without_any_gradient_keeps_one_sequence()
    {
        var batch = Samples.Batch(2, 3);
        var (learning, weights) = LearningSequences.Of(batch, new Reduction { Kind = ReductionKind.TokenMean }.Weights(batch), onlyAdvantages: true);

        Assert.Equal(1, learning.Sequences);
        Assert.Equal(learning.Count, weights.Length);
    }
}
