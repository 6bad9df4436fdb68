namespace Ponder.Verification.Proofs;

/// <summary>The main sign of a propositional formula.</summary>
public enum Connective
{
    /// <summary>A capital letter.</summary>
    Letter,

    /// <summary><c>#</c>, the false.</summary>
    Falsum,

    /// <summary><c>~</c>.</summary>
    Not,

    /// <summary><c>&amp;</c>.</summary>
    And,

    /// <summary><c>v</c>.</summary>
    Or,

    /// <summary><c>-&gt;</c>.</summary>
    Implies,

    /// <summary><c>&lt;-&gt;</c>.</summary>
    Equivalent,
}
