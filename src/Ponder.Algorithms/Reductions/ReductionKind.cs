namespace Ponder.Algorithms.Reductions;

/// <summary>
/// How the losses of tokens become one number. |o_i| is the response length of sequence i, B the number of sequences.
/// </summary>
public enum ReductionKind
{
    /// <summary>Sum over all tokens / Σ|o_i|: every token weighs the same (DAPO).</summary>
    TokenMean,

    /// <summary>Mean over sequences of the mean over their tokens: every sequence weighs the same (GRPO).</summary>
    SequenceMeanOfTokenMean,

    /// <summary>Mean over sequences of the sum over their tokens (RLOO).</summary>
    SequenceMeanOfTokenSum,

    /// <summary>Mean over sequences of the sum over their tokens / C for a constant C (Dr. GRPO).</summary>
    ConstantLength,
}
