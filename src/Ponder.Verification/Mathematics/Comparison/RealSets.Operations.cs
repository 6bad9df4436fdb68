using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Complement, intersection and union.</content>
internal sealed partial class RealSets
{
    private static RealSet Complement(RealSet set)
    {
        var pieces = new List<Piece>();
        Node? low = null;
        var (closed, open) = (false, true);
        foreach (var piece in set.Pieces)
        {
            if (piece.Low is not null)
            {
                pieces.Add(new Piece(low, piece.Low, closed, !piece.LowClosed));
            }

            (low, closed) = (piece.High, !piece.HighClosed);
            open = piece.High is not null;
        }

        if (open)
        {
            pieces.Add(new Piece(low, null, closed && low is not null, false));
        }

        return new RealSet(pieces, set.Variable);
    }

    private RealSet? Intersection(RealSet a, RealSet b) =>
        Union(Complement(a), Complement(b)) is { } outside ? Complement(outside) : null;

    private RealSet? Union(RealSet a, RealSet b)
    {
        var pieces = new List<Piece>(a.Pieces.Concat(b.Pieces));
        if (pieces.Count > MaxPieces)
        {
            return null;
        }

        // Insertion sort by the lower bound; an order that cannot be decided ends it.
        var sorted = new List<Piece>();
        foreach (var piece in pieces)
        {
            var at = sorted.Count;
            while (at > 0)
            {
                if (Before(piece, sorted[at - 1]) is not { } before)
                {
                    return null;
                }

                if (!before)
                {
                    break;
                }

                at--;
            }

            sorted.Insert(at, piece);
        }

        var result = new List<Piece>();
        foreach (var piece in sorted)
        {
            if (result.Count == 0)
            {
                result.Add(piece);
                continue;
            }

            var last = result[^1];
            var touch = last.High is null || piece.Low is null ? 1 : Order(last.High, piece.Low);
            if (touch is null)
            {
                return null;
            }

            if (touch < 0 || (touch == 0 && !last.HighClosed && !piece.LowClosed))
            {
                result.Add(piece);
                continue;
            }

            if (last.High is null || piece.High is null)
            {
                result[^1] = last with { High = null, HighClosed = false };
                continue;
            }

            if (Order(last.High, piece.High) is not { } order)
            {
                return null;
            }

            result[^1] = order < 0 ? last with { High = piece.High, HighClosed = piece.HighClosed }
                : order == 0 ? last with { HighClosed = last.HighClosed || piece.HighClosed }
                : last;
        }

        return new RealSet(result, a.Variable ?? b.Variable);
    }

    private bool? Before(Piece a, Piece b)
    {
        if (a.Low is null || b.Low is null)
        {
            return a.Low is null && b.Low is not null;
        }

        return Order(a.Low, b.Low) is { } order ? order < 0 || (order == 0 && a.LowClosed && !b.LowClosed) : null;
    }
}
