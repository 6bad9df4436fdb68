using System.Diagnostics.CodeAnalysis;

namespace Ponder.Verification.Puzzles;

/// <summary>What the rules of a puzzle say about an answer.</summary>
internal readonly record struct Ruling(Outcome Outcome, string Reason)
{
    /// <summary>The rules hold.</summary>
    public static Ruling Right { get; } = new(Outcome.Correct, "rules-hold");

    /// <summary>The question or the metadata do not say enough.</summary>
    public static Ruling Unreadable { get; } = new(Outcome.Undecided, "unreadable-question");

    /// <summary>The answer is not in the form that was asked for.</summary>
    public static Ruling Malformed { get; } = Wrong("malformed-answer");

    /// <summary>A rule is broken.</summary>
    public static Ruling Wrong(string reason) => new(Outcome.Wrong, reason);

    /// <summary>Right where the condition holds, else wrong for the reason.</summary>
    public static Ruling Of(bool right, string otherwise) => right ? Right : Wrong(otherwise);

    /// <summary>Right where the answer is a number of that value.</summary>
    public static Ruling Number(Numbers.Rational? expected, string answer) =>
        expected is not { } value ? Unreadable
        : PuzzleText.Number(answer) is not { } got ? Malformed
        : Of(got == value, "different-number");

    /// <summary>Right where the answer is that text.</summary>
    public static Ruling Text(string? expected, string answer) =>
        expected is null ? Unreadable : Of(answer == expected.Trim(), "different-text");

    /// <summary>Right where the answer is that text, capital or small.</summary>
    public static Ruling Word(string? expected, string answer) =>
        expected is null ? Unreadable : Of(answer.Equals(expected.Trim(), StringComparison.OrdinalIgnoreCase), "different-word");

    /// <summary>Right where the answer is that grid of numbers.</summary>
    public static Ruling Grid([NotNullWhen(true)] int[][]? expected, int[][]? answer) =>
        expected is null ? Unreadable
        : answer is null ? Malformed
        : Of(PuzzleGrid.Same(expected, answer), "different-grid");
}
