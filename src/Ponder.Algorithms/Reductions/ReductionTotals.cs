namespace Ponder.Algorithms.Reductions;

/// <summary>
/// The counts of a whole optimiser step that a denominator is made of. With several data-parallel workers, add the
/// totals of all of them before asking for weights: that is what makes the denominator global.
/// </summary>
/// <param name="Tokens">Σ|o_i|, the counted response tokens.</param>
/// <param name="Sequences">B, the sequences that have at least one counted token.</param>
public readonly record struct ReductionTotals(long Tokens, long Sequences)
{
    /// <summary>The totals of two parts of a step.</summary>
    public static ReductionTotals operator +(ReductionTotals left, ReductionTotals right) =>
        new(left.Tokens + right.Tokens, left.Sequences + right.Sequences);
}
