namespace Ponder.Verification.Proofs;

/// <summary>A propositional formula; equal formulas are equal as trees, brackets aside.</summary>
/// <param name="Main">The main sign.</param>
/// <param name="Name">The letter of an atom; NUL elsewhere.</param>
/// <param name="Left">The left or only part; null for atoms.</param>
/// <param name="Right">The right part of a binary sign.</param>
public sealed record Formula(Connective Main, char Name, Formula? Left, Formula? Right)
{
    /// <summary>The false.</summary>
    public static Formula Falsum { get; } = new(Connective.Falsum, '\0', null, null);

    /// <summary>An atom.</summary>
    public static Formula Letter(char name) => new(Connective.Letter, name, null, null);

    /// <summary>The negation.</summary>
    public static Formula Not(Formula inner) => new(Connective.Not, '\0', inner, null);

    /// <summary>Two parts under one sign.</summary>
    public static Formula Of(Connective main, Formula left, Formula right) => new(main, '\0', left, right);

    /// <summary>Whether this is the negation of <paramref name="other"/>.</summary>
    public bool Negates(Formula other) => Main == Connective.Not && Left == other;

    /// <summary>The letters that occur, a bit for each of A to Z.</summary>
    public uint Letters => Main switch
    {
        Connective.Letter => 1u << (Name - 'A'),
        _ => (Left?.Letters ?? 0) | (Right?.Letters ?? 0),
    };

    /// <summary>The truth value, where bit i of <paramref name="truths"/> is that of the letter A + i.</summary>
    public bool Value(uint truths) => Main switch
    {
        Connective.Letter => (truths >> (Name - 'A') & 1) != 0,
        Connective.Falsum => false,
        Connective.Not => !Left!.Value(truths),
        Connective.And => Left!.Value(truths) && Right!.Value(truths),
        Connective.Or => Left!.Value(truths) || Right!.Value(truths),
        Connective.Implies => !Left!.Value(truths) || Right!.Value(truths),
        _ => Left!.Value(truths) == Right!.Value(truths),
    };

    /// <inheritdoc/>
    public override string ToString() => Main switch
    {
        Connective.Letter => Name.ToString(),
        Connective.Falsum => "#",
        Connective.Not => "~" + Part(Left!),
        _ => $"{Part(Left!)} {Sign(Main)} {Part(Right!)}",
    };

    private static string Part(Formula part) => part.Main >= Connective.And ? $"({part})" : part.ToString();

    private static string Sign(Connective main) => main switch
    {
        Connective.And => "&",
        Connective.Or => "v",
        Connective.Implies => "->",
        _ => "<->",
    };
}
