using Ponder.Verification.Format;
using Ponder.Verification.Puzzles;

namespace Ponder.Verification;

/// <summary>Which verifier judges a task, and its settings. An option that the chosen verifier does not read is an error.</summary>
public sealed record VerifierOptions
{
    private static readonly ExactOptions DefaultExact = new();
    private static readonly CountdownOptions DefaultCountdown = new();

    /// <summary>A name of <see cref="Verifiers.All"/>.</summary>
    public required string Type { get; init; }

    /// <summary>How texts are compared; read by <c>exact</c> and <c>think-exact</c>.</summary>
    public ExactOptions Exact { get; init; } = DefaultExact;

    /// <summary>The rules of the puzzle; read by <c>countdown</c>.</summary>
    public CountdownOptions Countdown { get; init; } = DefaultCountdown;

    /// <summary>The C# source file, absolute or relative to the working folder; needed by <c>code</c>.</summary>
    public string? File { get; init; }

    internal IEnumerable<string> Given
    {
        get
        {
            if (Exact != DefaultExact)
            {
                yield return nameof(Exact);
            }

            if (Countdown != DefaultCountdown)
            {
                yield return nameof(Countdown);
            }

            if (File is not null)
            {
                yield return nameof(File);
            }
        }
    }
}
