using System.Buffers;

namespace Ponder.Text.Tokenizers.Models;

/// <summary>
/// Applies merges to a sequence of symbols: always the pair of lowest rank, the leftmost of several (Sennrich et al. 2016,
/// arXiv:1508.07909, algorithm 1, with ranks). Short words are scanned; long ones use a heap over a linked list, so that
/// the time is O(n log n) for any length.
/// </summary>
internal static class BpeMerger
{
    /// <summary>Up to this many symbols a scan of all ranks is faster than a heap.</summary>
    public const int ScanLimit = 48;

    /// <summary>Merges in place and returns how many symbols remain at the front of the spans.</summary>
    /// <param name="ids">Symbols.</param>
    /// <param name="lengths">UTF-8 bytes of every symbol; merged symbols add up.</param>
    /// <param name="merges">The table.</param>
    public static int Merge(Span<int> ids, Span<int> lengths, MergeTable merges)
    {
        return ids.Length <= ScanLimit ? MergeByScan(ids, lengths, merges) : MergeByHeap(ids, lengths, merges);
    }

    public static int MergeByScan(Span<int> ids, Span<int> lengths, MergeTable merges)
    {
        var count = ids.Length;
        if (count < 2)
        {
            return count;
        }

        var buffer = ArrayPool<int>.Shared.Rent(2 * count);
        var ranks = buffer.AsSpan(0, count);
        var merged = buffer.AsSpan(count, count);
        for (var i = 0; i + 1 < count; i++)
        {
            ranks[i] = merges.RankOf(ids[i], ids[i + 1], out merged[i]);
        }

        while (count > 1)
        {
            var best = 0;
            for (var i = 1; i + 1 < count; i++)
            {
                if (ranks[i] < ranks[best])
                {
                    best = i;
                }
            }

            if (ranks[best] == MergeTable.NoMerge)
            {
                break;
            }

            ids[best] = merged[best];
            lengths[best] += lengths[best + 1];
            ids[(best + 2)..count].CopyTo(ids[(best + 1)..]);
            lengths[(best + 2)..count].CopyTo(lengths[(best + 1)..]);
            ranks[(best + 2)..count].CopyTo(ranks[(best + 1)..]);
            merged[(best + 2)..count].CopyTo(merged[(best + 1)..]);
            count--;
            if (best > 0)
            {
                ranks[best - 1] = merges.RankOf(ids[best - 1], ids[best], out merged[best - 1]);
            }

            if (best + 1 < count)
            {
                ranks[best] = merges.RankOf(ids[best], ids[best + 1], out merged[best]);
            }
        }

        ArrayPool<int>.Shared.Return(buffer);
        return count;
    }

    public static int MergeByHeap(Span<int> ids, Span<int> lengths, MergeTable merges)
    {
        var count = ids.Length;
        var next = new int[count];
        var previous = new int[count];
        var queue = new PriorityQueue<(int Left, int LeftId, int RightId, int Merged), (int Rank, int Left)>(count);
        for (var i = 0; i < count; i++)
        {
            next[i] = i + 1 < count ? i + 1 : -1;
            previous[i] = i - 1;
            if (i + 1 < count)
            {
                Offer(queue, merges, i, ids[i], ids[i + 1]);
            }
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            var left = pair.Left;
            var right = next[left];
            if (right < 0 || ids[left] != pair.LeftId || ids[right] != pair.RightId)
            {
                continue;
            }

            ids[left] = pair.Merged;
            lengths[left] += lengths[right];
            ids[right] = -1;
            next[left] = next[right];
            next[right] = -1;
            if (next[left] >= 0)
            {
                previous[next[left]] = left;
                Offer(queue, merges, left, ids[left], ids[next[left]]);
            }

            if (previous[left] >= 0)
            {
                Offer(queue, merges, previous[left], ids[previous[left]], ids[left]);
            }
        }

        var kept = 0;
        for (var i = count == 0 ? -1 : 0; i >= 0; i = next[i])
        {
            (ids[kept], lengths[kept]) = (ids[i], lengths[i]);
            kept++;
        }

        return kept;
    }

    private static void Offer(
        PriorityQueue<(int, int, int, int), (int, int)> queue, MergeTable merges, int left, int leftId, int rightId)
    {
        var rank = merges.RankOf(leftId, rightId, out var merged);
        if (rank != MergeTable.NoMerge)
        {
            queue.Enqueue((left, leftId, rightId, merged), (rank, left));
        }
    }
}
