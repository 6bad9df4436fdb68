namespace Ponder.Cli.Conformance;

/// <summary>What became of a case.</summary>
public enum ConformanceStatus
{
    /// <summary>Every quantity is within its tolerance.</summary>
    Pass,

    /// <summary>Something differs, cannot be read, or threw.</summary>
    Fail,

    /// <summary>A row of <see cref="CaseKinds"/> says that this kind of case is not offered, and why.</summary>
    NotOffered,
}
