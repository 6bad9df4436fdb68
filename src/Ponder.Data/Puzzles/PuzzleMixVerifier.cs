using Ponder.Verification;
using Ponder.Verification.Puzzles;

namespace Ponder.Data.Puzzles;

/// <summary>
/// Judges items of a mix of families. The reference of an item is <c>puzzle:FAMILY</c>, a line end and a right answer; the family's
/// own verifier decides.
/// </summary>
public sealed class PuzzleMixVerifier : IVerifier
{
    private const string Prefix = "puzzle:";

    private static readonly Dictionary<string, PuzzleVerifier> Verifiers =
        PuzzleFamilies.All.ToDictionary(f => f.Name, f => new PuzzleVerifier(f), StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => "puzzle";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Unpack(request.Answer) is { } reference && Verifiers.TryGetValue(reference.Family, out var verifier)
            ? verifier.Verify(request with { Answer = reference.Answer })
            : Verdict.Undecided("unknown-family");
    }

    /// <summary>The reference of an item.</summary>
    internal static string Reference(string family, string answer) => $"{Prefix}{family}\n{answer}";

    /// <summary>Family and answer of a reference, or null.</summary>
    internal static (string Family, string Answer)? Unpack(string reference)
    {
        var end = reference.IndexOf('\n');
        return end > Prefix.Length && reference.StartsWith(Prefix, StringComparison.Ordinal) ? (reference[Prefix.Length..end], reference[(end + 1)..]) : null;
    }
}
