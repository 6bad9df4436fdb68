using Ponder.Algorithms.Records;
using Ponder.Text;

namespace Ponder.Numerics.Tests.Algorithms;

/// <summary>Small rollouts and batches for the tests of this folder.</summary>
internal static class Samples
{
    public static ScoredRollout Scored(
        long prompt, double reward, int sample = 0, int length = 3, bool? correct = null, FinishReason finish = FinishReason.Stop, int promptLength = 2) =>
        new()
        {
            Rollout = new Rollout
            {
                Prompt = new Prompt
                {
                    Task = "test",
                    Id = $"train/{prompt}",
                    Ordinal = prompt,
                    Question = "?",
                    Text = "?",
                    Tokens = [.. Enumerable.Range(100 * (int)prompt, promptLength)],
                    Answer = "!",
                },
                Sample = sample,
                Tokens = [.. Enumerable.Range(1, length)],
                LogProbs = [.. Enumerable.Range(1, length).Select(t => -0.1f * t)],
                Versions = new int[length],
                Text = "!",
                Finish = finish,
            },
            Score = reward,
            Reward = reward,
            Correct = correct ?? reward > 0.5,
        };

    /// <summary>A batch of sequences with one prompt token each; every response token counts and learns.</summary>
    public static TrainBatch Batch(params int[] responseLengths)
    {
        var rollouts = responseLengths.Select((length, i) => new CreditedRollout
        {
            Scored = Scored(i, 1, length: length, promptLength: 1),
            Advantages = new float[length],
        });
        return Ponder.Algorithms.Batching.BatchPacker.Pack([.. rollouts]);
    }
}
