namespace Ponder.Verification.Mathematics;

/// <summary>The switches of a profile.</summary>
internal sealed record MathRules
{
    /// <summary>A decimal with three or more significant digits equals the exact irrational or periodic reference that rounds to it.</summary>
    public bool AcceptRounded { get; init; }

    /// <summary>An integer parameter of a periodic family may have another name.</summary>
    public bool RenameParameters { get; init; }

    /// <summary>A column or row vector equals the tuple of its entries.</summary>
    public bool VectorEqualsTuple { get; init; }

    /// <summary>An inequality equals the reference's set.</summary>
    public bool RelationEqualsSet { get; init; }

    /// <summary>An equation or inequality that the question itself contains is no answer, unless the reference repeats it too.</summary>
    public bool RejectUnsolvedRelation { get; init; } = true;

    /// <summary>Free variables keep their names.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Decimals to which numbers are rounded; null: exact.</summary>
    public int? Precision { get; init; }

    /// <summary>The rules that options stand for.</summary>
    public static MathRules Of(MathOptions options)
    {
        var evaluation = options.Profile == VerifierProfile.Evaluation;
        return new MathRules
        {
            AcceptRounded = evaluation,
            RenameParameters = evaluation,
            VectorEqualsTuple = evaluation,
            RelationEqualsSet = options.AllowSetRelationComparison ?? evaluation,
            Strict = options.Strict,
            Precision = options.Precision,
        };
    }
}
