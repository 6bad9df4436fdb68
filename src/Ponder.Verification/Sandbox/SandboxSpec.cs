namespace Ponder.Verification.Sandbox;

/// <summary>What a sandbox starts, and with which limits; two sandboxes of one specification are interchangeable.</summary>
/// <remarks>
/// The command writes <see cref="Ready"/> to its standard output when it is about to read its job from standard input: what
/// happens before is the machine's fault, what happens after is the job's.
/// </remarks>
internal sealed record SandboxSpec
{
    /// <summary>The byte that a command writes when it waits for its job.</summary>
    public const byte Ready = 1;

    /// <summary>A name for messages, unique among the specifications of a pool with the same limits.</summary>
    public required string Name { get; init; }

    /// <summary>Program and arguments inside the sandbox.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The limits.</summary>
    public required SandboxLimits Limits { get; init; }

    /// <summary>Environment variables besides PATH, HOME, LANG.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>Folders outside <c>/usr</c> that the sandbox may read.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>What makes two specifications interchangeable.</summary>
    public (string Name, SandboxLimits Limits) Key => (Name, Limits);
}
