namespace Ponder.Data.Puzzles;

/// <summary>A puzzle with one right answer.</summary>
/// <param name="Question">The whole question, with the rules and the form of the answer.</param>
/// <param name="Answer">A right answer; for many families others are right too.</param>
internal sealed record Puzzle(string Question, string Answer);
