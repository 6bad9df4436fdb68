namespace Ponder.Inference.Requests;

/// <summary>
/// The key of a request's random draws. With the index of the sample and the position of the token it names each draw, so that a draw depends on
/// nothing else: not on the batch, the scheduling, a preemption or a resumed run.
/// </summary>
/// <param name="RunSeed">Seed of the run.</param>
/// <param name="Step">Step of the loop that asks.</param>
/// <param name="PromptOrdinal">Place of the prompt in the run's stream of prompts.</param>
public readonly record struct SampleKey(ulong RunSeed, long Step, long PromptOrdinal);
