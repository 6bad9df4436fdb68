namespace Ponder.Data.WordProblems;

/// <summary>What a number of a template may be.</summary>
internal enum NumberRange
{
    /// <summary>2 to the largest amount.</summary>
    Amount,

    /// <summary>2 to the largest factor.</summary>
    Factor,

    /// <summary>2 or 3.</summary>
    Few,
}

/// <summary>
/// A problem with places for numbers and words. The drawn numbers are independent of each other and always make sense:
/// where one must be larger than another it is computed, not drawn.
/// </summary>
/// <param name="Steps">Steps of calculation.</param>
/// <param name="Draws">Ranges of the drawn numbers.</param>
/// <param name="Compute">All numbers of the text from the drawn ones; the last is the answer.</param>
/// <param name="Question">
/// The text: <c>{0}</c> … are numbers, <c>{name}</c> <c>{friend}</c> people, <c>{He}</c> <c>{he}</c> the first one's
/// pronoun, <c>{things}</c> a thing.
/// </param>
/// <param name="Working">The calculation, with numbers as in the question.</param>
internal sealed record WordProblemTemplate(int Steps, NumberRange[] Draws, Func<long[], long[]> Compute, string Question, string Working);
