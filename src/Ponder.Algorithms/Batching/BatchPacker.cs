using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Batching;

/// <summary>Lays credited rollouts one after another: prompt tokens, then completion tokens, nothing padded.</summary>
public static class BatchPacker
{
    /// <summary>Packs the rollouts in the given order.</summary>
    /// <remarks>
    /// <see cref="TrainBatch.OldLogProbs"/> starts as the sampler's log-probabilities; a trainer that recomputes them
    /// replaces the array (<c>batch with { OldLogProbs = … }</c>), and likewise sets
    /// <see cref="TrainBatch.ReferenceLogProbs"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">A prompt is empty, or the arrays of a rollout differ in length.</exception>
    public static TrainBatch Pack(IReadOnlyList<CreditedRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(rollouts);
        var starts = new int[rollouts.Count + 1];
        for (var i = 0; i < rollouts.Count; i++)
        {
            Check(rollouts[i]);
            var rollout = rollouts[i].Scored.Rollout;
            starts[i + 1] = checked(starts[i] + rollout.Prompt.Tokens.Length + rollout.Tokens.Length);
        }

        var count = starts[^1];
        var batch = new TrainBatch
        {
            Tokens = new int[count],
            CuSeqlens = starts,
            Targets = new int[count],
            ResponseMask = new float[count],
            GradientMask = new float[count],
            Advantages = new float[count],
            OldLogProbs = new float[count],
            RolloutLogProbs = new float[count],
            Groups = new int[rollouts.Count],
        };
        var groups = new Dictionary<long, int>();
        for (var i = 0; i < rollouts.Count; i++)
        {
            Write(rollouts[i], batch, starts[i]);
            var ordinal = rollouts[i].Scored.Rollout.Prompt.Ordinal;
            groups.TryAdd(ordinal, groups.Count);
            batch.Groups[i] = groups[ordinal];
        }

        return batch;
    }

    private static void Write(CreditedRollout credited, TrainBatch batch, int start)
    {
        var rollout = credited.Scored.Rollout;
        var (prompt, completion) = (rollout.Prompt.Tokens, rollout.Tokens);
        prompt.CopyTo(batch.Tokens, start);
        completion.CopyTo(batch.Tokens, start + prompt.Length);
        var length = prompt.Length + completion.Length;
        batch.Tokens.AsSpan(start + 1, length - 1).CopyTo(batch.Targets.AsSpan(start));

        // The position before a completion token predicts it.
        var first = start + prompt.Length - 1;
        batch.ResponseMask.AsSpan(first, completion.Length).Fill(1);
        batch.GradientMask.AsSpan(first, completion.Length).Fill(credited.Scored.Learn ? 1 : 0);
        credited.Advantages.CopyTo(batch.Advantages, first);
        rollout.LogProbs.CopyTo(batch.OldLogProbs, first);
        rollout.LogProbs.CopyTo(batch.RolloutLogProbs, first);
    }

    private static void Check(CreditedRollout credited)
    {
        var rollout = credited.Scored.Rollout;
        if (rollout.Prompt.Tokens.Length == 0)
        {
            throw new ArgumentException(
                $"prompt {rollout.Prompt.Id} of task {rollout.Prompt.Task} has no tokens; "
                + "expected at least one, which predicts the first completion token");
        }

        if (rollout.LogProbs.Length != rollout.Tokens.Length || credited.Advantages.Length != rollout.Tokens.Length)
        {
            throw new ArgumentException(
                $"sample {rollout.Sample} of prompt {rollout.Prompt.Id} has {rollout.Tokens.Length} completion tokens but "
                + $"{rollout.LogProbs.Length} log-probabilities and {credited.Advantages.Length} advantages; "
                + "expected one of each per token");
        }
    }
}
