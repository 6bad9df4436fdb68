using Ponder.Data;
using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Evaluation;

/// <summary>Samples one answer to every prompt and lets the task's verifier judge it while others are still sampled.</summary>
/// <param name="engine">The engine that holds the model.</param>
/// <param name="task">The task whose verifier judges.</param>
public sealed class TaskEvaluator(Engine engine, ITaskSource task)
{
    /// <summary>Evaluates the prompts; items come in their order.</summary>
    /// <param name="prompts">What to ask.</param>
    /// <param name="sampling">How to answer.</param>
    /// <param name="stop">What ends an answer.</param>
    /// <param name="seed">Seed of the draws, where there are any.</param>
    /// <param name="token">Stops the evaluation.</param>
    /// <param name="progress">Hears how many answers of how many are there; null for nobody.</param>
    public async Task<EvaluationReport> EvaluateAsync(
        IReadOnlyList<Prompt> prompts, SamplingOptions sampling, StopOptions stop, ulong seed, CancellationToken token, Action<long, long>? progress = null)
    {
        await using var judging = new JudgingQueue<EvaluatedItem>(prompts.Count, Judge);
        await engine.GenerateWithProgressAsync(
            [.. prompts.Select(prompt => new GenerationRequest
            {
                Prompt = prompt.Tokens,
                Sampling = sampling,
                Stop = stop,
                Key = new SampleKey(seed, 0, prompt.Ordinal),
            })],
            progress,
            (place, result) => judging.Add(place, RolloutOf(prompts[place], result)),
            token);
        return new EvaluationReport { Task = task.Name, Items = await judging.CompleteAsync() };
    }

    private static Rollout RolloutOf(Prompt prompt, GenerationResult result) => new()
    {
        Prompt = prompt,
        Sample = 0,
        Tokens = result.Tokens,
        LogProbs = result.LogProbs,
        Versions = result.Versions,
        Text = result.Text ?? "",
        Finish = result.Finish,
    };

    private EvaluatedItem Judge(Rollout rollout) =>
        new(rollout, task.Verifier.Verify(new VerificationRequest(rollout.Prompt.Question, rollout.Prompt.Answer, rollout.Text)));
}
