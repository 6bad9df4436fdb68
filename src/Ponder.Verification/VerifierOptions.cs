using Ponder.Verification.Format;
using Ponder.Verification.Puzzles;

namespace Ponder.Verification;

/// <summary>
/// Which verifier judges a task, and its settings. An option that the chosen verifier does not read is an error.
/// </summary>
public sealed record VerifierOptions
{
    /// <summary>A name of <see cref="Verifiers.All"/>.</summary>
    public required string Type { get; init; }

    /// <summary>How texts are compared; read by <c>exact</c> and <c>think-exact</c>.</summary>
    public ExactOptions Exact { get; init; } = new();

    /// <summary>The rules of the puzzle; read by <c>countdown</c>.</summary>
    public CountdownOptions Countdown { get; init; } = new();

    /// <summary>The C# source file, absolute or relative to the working folder; needed by <c>csharp</c>.</summary>
    public string? File { get; init; }

    /// <summary>The language of programs whose problem names none; read by <c>code</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Which set of rules; read by the verifiers whose rules differ between the two.</summary>
    public VerifierProfile Profile { get; init; } = VerifierProfile.Reward;

    /// <summary>The recipe keys of <see cref="Exact"/>.</summary>
    internal static IReadOnlyList<string> ExactKeys { get; } = ["ignore_case", "collapse_white_space"];

    /// <summary>The recipe keys of the options that are not at their defaults.</summary>
    internal IEnumerable<string> Given
    {
        get
        {
            (string Key, bool Given)[] keys =
            [
                ("ignore_case", Exact.IgnoreCase),
                ("collapse_white_space", Exact.CollapseWhitespace),
                ("use_all", !Countdown.UseAll),
                ("file", File is not null),
                ("language", Language is not null),
            ];
            return keys.Where(k => k.Given).Select(k => k.Key);
        }
    }
}
