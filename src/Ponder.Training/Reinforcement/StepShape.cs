namespace Ponder.Training.Reinforcement;

/// <summary>How much a step samples.</summary>
/// <param name="Prompts">Prompts whose groups fill a batch.</param>
/// <param name="Group">Samples per prompt.</param>
public readonly record struct StepShape(int Prompts, int Group);
