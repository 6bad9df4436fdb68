using System.Buffers;
using Ponder.Verification.Puzzles.Algebra;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// A calculation with brackets and signs: its exact value. Where that is not whole the stored answer counts too, because data sets
/// differ in how they divide.
/// </summary>
internal static class BasicArithmetic
{
    private static readonly SearchValues<char> s_begin = SearchValues.Create("0123456789-(");
    private static readonly SearchValues<char> s_end = SearchValues.Create("0123456789)");

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var text = puzzle.Text("expression") ?? Span(puzzle.Question);
        var value = text is null ? null : Calculation.Evaluate(text);
        return value is not { Denominator.IsOne: true } && puzzle.Reference is { } stored && answer == stored.Trim()
            ? Ruling.Right
            : Ruling.Number(value, answer);
    }

    // From the first character of a calculation to the last.
    private static string? Span(string question)
    {
        var start = question.AsSpan().IndexOfAny(s_begin);
        var end = question.AsSpan().LastIndexOfAny(s_end);
        return start < 0 || end < start ? null : question[start..(end + 1)];
    }
}
