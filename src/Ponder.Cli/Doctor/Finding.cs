namespace Ponder.Cli.Doctor;

/// <summary>How good a finding is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Green,

    /// <summary>Works, but slower or with less than it could.</summary>
    Yellow,

    /// <summary>Does not work.</summary>
    Red,
}

/// <summary>What the doctor found out about one thing.</summary>
/// <param name="Subject">The thing.</param>
/// <param name="Health">How good it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Mend">What to do about it, where something should be done.</param>
internal sealed record Finding(string Subject, Health Health, string Text, string? Mend = null);
