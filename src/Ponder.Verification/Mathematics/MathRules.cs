namespace Ponder.Verification.Mathematics;

/// <summary>The switches of a profile.</summary>
internal sealed record MathRules
{
    /// <summary>A decimal with three or more significant digits equals the exact irrational or periodic value that rounds to it.</summary>
    public bool AcceptRounded { get; init; }

    /// <summary>An integer parameter of a periodic family may have another name.</summary>
    public bool RenameParameters { get; init; }

    /// <summary>A column or row vector equals the tuple of its entries.</summary>
    public bool VectorEqualsTuple { get; init; }

    /// <summary>An inequality equals the reference's set.</summary>
    public bool RelationEqualsSet { get; init; } = true;

    /// <summary>A bare number equals the reference's percentage.</summary>
    public bool PercentLoose { get; init; }

    /// <summary>Answers may differ by a constant; null: where both are written with <c>+ C</c>.</summary>
    public bool? UpToConstant { get; init; }

    /// <summary>Several boxes with different answers that are no list are no answer; otherwise the last counts.</summary>
    public bool OneBox { get; init; }

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
            AcceptRounded = options.Rounded ?? evaluation,
            RenameParameters = evaluation,
            VectorEqualsTuple = evaluation,
            RelationEqualsSet = options.AllowSetRelationComparison ?? true,
            PercentLoose = options.PercentLoose,
            UpToConstant = options.UpToConstant ?? (evaluation ? null : false),
            OneBox = !evaluation,
            Strict = options.Strict,
            Precision = options.Precision,
        };
    }
}
