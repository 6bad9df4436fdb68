namespace Ponder.Verification.Mathematics;

/// <summary>What counts as an answer in a response.</summary>
[Flags]
public enum MathTargets
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>LaTeX in a box or in a mathematics environment.</summary>
    Latex = 1,

    /// <summary>Plain numbers and expressions.</summary>
    Expression = 2,

    /// <summary>Both.</summary>
    All = Latex | Expression,
}
