using Ponder.Verification;

namespace Ponder.Data;

/// <summary>What every task can be told.</summary>
public abstract record TaskOptions
{
    /// <summary>
    /// Key of the order and of the splits. Another seed gives another test split: keep it while runs are compared.
    /// </summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>The verifier, where it is not the task's own.</summary>
    /// <value>Default: null, the task's own.</value>
    public VerifierOptions? Verifier { get; init; }
}
