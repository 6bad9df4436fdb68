namespace Ponder.Verification.Puzzles;

/// <summary>Checks one answer against the rules of a family of puzzles.</summary>
/// <param name="puzzle">What was asked.</param>
/// <param name="answer">The trimmed answer: hostile text.</param>
internal delegate Ruling PuzzleRule(PuzzleCase puzzle, string answer);
