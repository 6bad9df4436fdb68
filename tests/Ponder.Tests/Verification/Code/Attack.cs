namespace Ponder.Tests.Verification.Code;

/// <summary>A program that attacks its judge.</summary>
/// <param name="Class">The number of the class in the list of attacks.</param>
/// <param name="Name">What it does.</param>
/// <param name="Language">Its language.</param>
/// <param name="Aim">What it is judged by.</param>
/// <param name="Program">The program.</param>
public sealed record Attack(int Class, string Name, string Language, AttackAim Aim, string Program)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Class} {Language} {Name}";
}

/// <summary>What an attack is judged by.</summary>
public enum AttackAim
{
    /// <summary>Standard output is compared with sums that the program does not know.</summary>
    Output,

    /// <summary>A function is called; expected is a secret.</summary>
    Calls,

    /// <summary>A program of assertions calls a function; expected is a secret.</summary>
    Assertions,

    /// <summary>A checker program compares with a secret.</summary>
    Checker,

    /// <summary>The program says ESCAPED when it got what it must not get; that is then accepted.</summary>
    Escape,
}
