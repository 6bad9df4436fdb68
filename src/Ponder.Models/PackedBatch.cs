using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>
/// Sequences laid end to end, nothing padded. T tokens in all, N sequences; sequence n is rows
/// <c>CuSeqlens[n] … CuSeqlens[n+1]-1</c>.
/// </summary>
/// <remarks>The tensors belong to the scope in which the batch is made.</remarks>
public sealed record PackedBatch
{
    private PackedBatch(Tensor inputIds, Tensor positions, Tensor cuSeqlens)
    {
        InputIds = inputIds;
        Positions = positions;
        CuSeqlens = cuSeqlens;
    }

    /// <summary>Token ids, <c>[T]</c> int64.</summary>
    public Tensor InputIds { get; }

    /// <summary>Position of each token within its sequence, from 0, <c>[T]</c> int64.</summary>
    public Tensor Positions { get; }

    /// <summary>Where sequences begin, and T at the end, <c>[N+1]</c> int64.</summary>
    public Tensor CuSeqlens { get; }

    /// <summary>Number of tokens, T.</summary>
    public required int Tokens { get; init; }

    /// <summary>Length of the longest sequence.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The largest token id, -1 in an empty batch.</summary>
    public required int MaxId { get; init; }

    /// <summary>A batch from tokens that are already packed.</summary>
    /// <param name="inputIds">Token ids, T of them.</param>
    /// <param name="cuSeqlens">0, the ends of the sequences in ascending order; the last one is T.</param>
    /// <exception cref="ArgumentException">The bounds do not fit the tokens, or an id is negative.</exception>
    public static PackedBatch From(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> cuSeqlens)
    {
        CheckBounds(cuSeqlens, inputIds.Length);
        var (longest, largest) = (0, -1);
        var ids = new long[inputIds.Length];
        var positions = new long[inputIds.Length];
        for (var n = 0; n + 1 < cuSeqlens.Length; n++)
        {
            var (start, end) = (cuSeqlens[n], cuSeqlens[n + 1]);
            longest = Math.Max(longest, end - start);
            for (var t = start; t < end; t++)
            {
                var id = inputIds[t];
                ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(inputIds));
                largest = Math.Max(largest, id);
                (ids[t], positions[t]) = (id, t - start);
            }
        }

        return new PackedBatch(
            Tensor.From(ids, ids.Length),
            Tensor.From(positions, positions.Length),
            Tensor.From(Array.ConvertAll(cuSeqlens.ToArray(), bound => (long)bound), cuSeqlens.Length))
        {
            Tokens = ids.Length,
            MaxLength = longest,
            MaxId = largest,
        };
    }

    /// <summary>A batch from sequences.</summary>
    public static PackedBatch From(IReadOnlyList<IReadOnlyList<int>> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var bounds = new int[sequences.Count + 1];
        for (var n = 0; n < sequences.Count; n++)
        {
            bounds[n + 1] = bounds[n] + sequences[n].Count;
        }

        return From([.. sequences.SelectMany(sequence => sequence)], bounds);
    }

    private static void CheckBounds(ReadOnlySpan<int> cuSeqlens, int tokens)
    {
        if (cuSeqlens.IsEmpty || cuSeqlens[0] != 0 || cuSeqlens[^1] != tokens)
        {
            throw new ArgumentException($"cuSeqlens must begin with 0 and end with the {tokens} tokens", nameof(cuSeqlens));
        }

        for (var n = 0; n + 1 < cuSeqlens.Length; n++)
        {
            if (cuSeqlens[n + 1] < cuSeqlens[n])
            {
                throw new ArgumentException($"cuSeqlens[{n + 1}] is {cuSeqlens[n + 1]}, below {cuSeqlens[n]} before it", nameof(cuSeqlens));
            }
        }
    }
}
