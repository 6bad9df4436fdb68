using Ponder.Verification.Code.Comparing;

namespace Ponder.Verification.Code.Problems;

/// <summary>A function that is called with JSON values.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Entry">The name of the function.</param>
/// <param name="Tests">The calls, in order.</param>
/// <param name="Comparer">How results are compared.</param>
public sealed record CallProblem(string Id, string Entry, IReadOnlyList<CallTest> Tests, ValueComparer Comparer) : CodeProblem(Id);
