using Ponder.Algorithms.Records;

namespace Ponder.Training.Supervised;

/// <summary>Packs prompts with the completions that are to be learned: completions are predicted, prompts are only read.</summary>
public static class DemonstrationBatch
{
    /// <summary>Packs one sequence per pair, in order.</summary>
    /// <param name="pairs">Token ids of prompt and completion, both of at least one token.</param>
    public static TrainBatch Pack(IReadOnlyList<(int[] Prompt, int[] Completion)> pairs)
    {
        var starts = new int[pairs.Count + 1];
        for (var i = 0; i < pairs.Count; i++)
        {
            starts[i + 1] = starts[i] + pairs[i].Prompt.Length + pairs[i].Completion.Length;
        }
        var count = starts[^1];
        var (tokens, targets, mask) = (new int[count], new int[count], new float[count]);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (prompt, completion) = pairs[i];
            prompt.CopyTo(tokens, starts[i]);
            completion.CopyTo(tokens, starts[i] + prompt.Length);
            tokens.AsSpan(starts[i] + 1, prompt.Length + completion.Length - 1).CopyTo(targets.AsSpan(starts[i]));
            mask.AsSpan(starts[i] + prompt.Length - 1, completion.Length).Fill(1);
        }
        return new TrainBatch
        {
            Tokens = tokens,
            CuSeqlens = starts,
            Targets = targets,
            ResponseMask = mask,
            GradientMask = mask,
            Advantages = new float[count],
            OldLogProbs = new float[count],
            RolloutLogProbs = new float[count],
            Groups = [.. Enumerable.Range(0, pairs.Count)],
        };
    }
}
