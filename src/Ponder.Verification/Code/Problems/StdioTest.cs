namespace Ponder.Verification.Code.Problems;

/// <summary>One test of a program that reads standard input.</summary>
/// <param name="Input">What it reads.</param>
/// <param name="Expected">What it should write.</param>
public sealed record StdioTest(string Input, string Expected);
