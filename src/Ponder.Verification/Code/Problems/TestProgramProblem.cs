namespace Ponder.Verification.Code.Problems;

/// <summary>A function that a program of assertions tests, as HumanEval and MultiPL-E do.</summary>
/// <remarks>
/// The tests run in a sandbox of their own and reach the function by messages: the submission sees neither them nor what they
/// expect, and what it returns arrives there as plain data.
/// </remarks>
/// <param name="Id">Its name.</param>
/// <param name="Entry">The name of the function.</param>
/// <param name="Prompt">The beginning of the program that was given to the model; tests may use its helper functions.</param>
/// <param name="Tests">The program of assertions.</param>
public sealed record TestProgramProblem(string Id, string Entry, string Prompt, string Tests) : CodeProblem(Id);
