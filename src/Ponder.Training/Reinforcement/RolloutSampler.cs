using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Text;

namespace Ponder.Training.Reinforcement;

/// <summary>Prompts to groups of rollouts, through the engine.</summary>
/// <param name="engine">The engine that holds the current policy.</param>
/// <param name="sampling">How tokens are drawn.</param>
/// <param name="stop">What ends a completion.</param>
/// <param name="runSeed">Seed of the run: with step, prompt, sample and position it keys every draw.</param>
public sealed class RolloutSampler(Engine engine, SamplingOptions sampling, StopOptions stop, ulong runSeed)
{
    /// <summary>Samples <paramref name="group"/> completions of every prompt; rollouts come in the order (prompt, sample).</summary>
    /// <param name="prompts">What to ask.</param>
    /// <param name="group">Completions of each.</param>
    /// <param name="step">Number of the step in its stage: part of the key of every draw.</param>
    /// <param name="progress">Hears how many completions of how many are done; null for nobody.</param>
    /// <param name="token">Ends the sampling.</param>
    public async Task<IReadOnlyList<Rollout>> SampleAsync(
        IReadOnlyList<Prompt> prompts, int group, long step, Action<long, long>? progress, CancellationToken token)
    {
        var results = await engine.GenerateWithProgressAsync(
            [.. prompts.Select(prompt => new GenerationRequest
            {
                Prompt = prompt.Tokens,
                Samples = group,
                Sampling = sampling,
                Stop = stop,
                Key = new SampleKey(runSeed, step, prompt.Ordinal),
            })],
            progress,
            token);
        return [.. prompts.Zip(results).SelectMany(pair => pair.Second, ToRollout)];
    }

    private static Rollout ToRollout((Prompt Prompt, IReadOnlyList<GenerationResult> Results) pair, GenerationResult result) => new()
    {
        Prompt = pair.Prompt,
        Sample = result.Sample,
        Tokens = result.Tokens,
        LogProbs = result.LogProbs,
        Versions = result.Versions,
        Text = result.Text ?? throw new InvalidOperationException("The engine was made without a tokenizer: completions have no text to verify."),
        Finish = result.Finish,
    };
}
