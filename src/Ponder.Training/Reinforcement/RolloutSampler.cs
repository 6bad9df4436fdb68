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
    /// <summary>Samples <paramref name="group"/> completions of every prompt and hands each over as soon as it has ended.</summary>
    /// <param name="prompts">What to ask.</param>
    /// <param name="group">Completions of each.</param>
    /// <param name="step">Number of the step in its stage: part of the key of every draw.</param>
    /// <param name="progress">Hears how many completions of how many are done; null for nobody.</param>
    /// <param name="finished">Hears a rollout and its place in the order (prompt, sample); on the engine's thread, which waits for it.</param>
    /// <param name="token">Ends the sampling.</param>
    public async Task SampleAsync(
        IReadOnlyList<Prompt> prompts, int group, long step, Action<long, long>? progress, Action<int, Rollout> finished, CancellationToken token) =>
        await engine.GenerateWithProgressAsync(
            [.. prompts.Select(prompt => new GenerationRequest
            {
                Prompt = prompt.Tokens,
                Samples = group,
                Sampling = sampling,
                Stop = stop,
                Key = new SampleKey(runSeed, step, prompt.Ordinal),
            })],
            progress,
            (prompt, result) => finished((prompt * group) + result.Sample, ToRollout(prompts[prompt], result)),
            token);

    private static Rollout ToRollout(Prompt prompt, GenerationResult result) => new()
    {
        Prompt = prompt,
        Sample = result.Sample,
        Tokens = result.Tokens,
        LogProbs = result.LogProbs,
        Versions = result.Versions,
        Text = result.Text ?? throw new InvalidOperationException("The engine was made without a tokenizer: completions have no text to verify."),
        Finish = result.Finish,
    };
}
