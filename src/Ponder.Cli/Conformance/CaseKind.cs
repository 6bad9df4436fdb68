using System.IO.Enumeration;

namespace Ponder.Cli.Conformance;

/// <summary>
/// One row of <see cref="CaseKinds"/>: patterns (<c>*</c> and <c>?</c>) on the facts of a case, and a runner or a
/// reason.
/// </summary>
/// <param name="Area">Pattern of the area.</param>
/// <param name="Kind">Pattern of <see cref="CaseFacts.Kind"/>.</param>
public sealed record CaseKind(string Area, string Kind)
{
    /// <summary>Pattern of the family, algorithm or tensor type.</summary>
    public string Subject { get; init; } = "*";

    /// <summary>Pattern of the library.</summary>
    public string Source { get; init; } = "*";

    /// <summary>Pattern of the function.</summary>
    public string Function { get; init; } = "*";

    /// <summary>Runs the cases of this kind; null when they are not offered.</summary>
    public ICaseRunner? Runner { get; init; }

    /// <summary>Why they are not offered; null when they run.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a case is of this kind.</summary>
    public bool Matches(CaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Fits(Area, facts.Area)
            && Fits(Kind, facts.Kind)
            && Fits(Subject, facts.Subject)
            && Fits(Source, facts.Source)
            && Fits(Function, facts.Function);
    }

    // The library's own * does not fit an empty text.
    private static bool Fits(string pattern, string value) =>
        pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false);
}
