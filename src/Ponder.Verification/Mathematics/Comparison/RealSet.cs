using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>An interval with bounds that are expressions; <c>Low</c> or <c>High</c> null: unbounded.</summary>
internal sealed record Piece(Node? Low, Node? High, bool LowClosed, bool HighClosed)
{
    public static readonly Piece Line = new(null, null, false, false);

    /// <summary>A single point.</summary>
    public static Piece Point(Node value) => new(value, value, true, true);
}

/// <summary>A union of intervals of real numbers, sorted, with gaps between the pieces.</summary>
/// <param name="Pieces">The pieces from left to right.</param>
/// <param name="Variable">The variable of the condition that describes the set; null for a set in its own notation.</param>
internal sealed record RealSet(IReadOnlyList<Piece> Pieces, string? Variable);
