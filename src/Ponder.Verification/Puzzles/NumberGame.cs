using System.Text.RegularExpressions;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Puzzles;

/// <summary>An expression that uses each given number once and reaches a target exactly.</summary>
internal static class NumberGame
{
    private static readonly Regex Sign = new(@"(^|\()\s*-", RegexOptions.CultureInvariant);

    /// <summary>Judges an expression; <c>= target</c> may follow it.</summary>
    public static Ruling Judge(IReadOnlyList<long>? given, Rational? target, string answer)
    {
        if (given is null || target is not { } goal)
        {
            return Ruling.Unreadable;
        }

        var equals = answer.IndexOf('=');
        if (equals >= 0 && NumberText.TryParse(answer[(equals + 1)..]) != goal)
        {
            return Ruling.Wrong("wrong-claim");
        }

        // A sign in front of the first number of a sum is a difference from nothing.
        var text = equals < 0 ? answer : answer[..equals];
        var signed = Sign.Replace(text.Length > ArithmeticExpression.MaxLength ? "" : text, "$1 0 -");
        var expression = ArithmeticExpression.Parse(signed);
        if (expression.Value is not { } value)
        {
            return Ruling.Wrong(expression.Defect ?? "not-an-expression");
        }

        var zeros = Sign.Count(text);
        return !expression.Literals.Order().Skip(zeros).SequenceEqual(given.Order()) ? Ruling.Wrong("other-numbers") : Ruling.Of(value == goal, "misses-target");
    }

    /// <summary>A list of whole numbers between commas.</summary>
    public static IReadOnlyList<long>? Numbers(string? text) =>
        text is not null && PuzzleText.Ints(text, ',', ' ') is { Length: > 0 and <= ArithmeticExpression.MaxLiterals } numbers
            ? [.. numbers.Select(n => (long)n)]
            : null;
}
