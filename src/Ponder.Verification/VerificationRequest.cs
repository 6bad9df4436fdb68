using System.Text.Json;

namespace Ponder.Verification;

/// <summary>A question, the reference answer and a model's response.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The reference answer.</param>
/// <param name="Response">The model's text: hostile input.</param>
public sealed record VerificationRequest(string Question, string Answer, string Response)
{
    /// <summary>Further reference answers, each of which is as right as <see cref="Answer"/>.</summary>
    public IReadOnlyList<string> OtherAnswers { get; init; } = [];

    /// <summary>
    /// Options of this one case as the data set stores them, for example <c>{"precision": 2}</c>; not an object where there
    /// are none. Each verifier names the keys that it reads and ignores the others.
    /// </summary>
    public JsonElement Options { get; init; }

    /// <summary>
    /// What a verifier needs besides texts: the state of a puzzle, the instructions with their arguments, the lines of a
    /// derivation. Undefined where there is nothing.
    /// </summary>
    public JsonElement Metadata { get; init; }

    /// <summary>Whether <see cref="Verdict.Evidence"/> is wanted; it costs time.</summary>
    public bool Explain { get; init; }

    /// <summary><see cref="Answer"/> and <see cref="OtherAnswers"/>.</summary>
    public IEnumerable<string> Answers => [Answer, .. OtherAnswers];
}
