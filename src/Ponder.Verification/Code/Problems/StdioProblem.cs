using Ponder.Verification.Code.Comparing;

namespace Ponder.Verification.Code.Problems;

/// <summary>A program that reads standard input and writes standard output.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Tests">The tests, in order.</param>
/// <param name="Checker">How outputs are compared.</param>
public sealed record StdioProblem(string Id, IReadOnlyList<StdioTest> Tests, OutputChecker Checker) : CodeProblem(Id);
