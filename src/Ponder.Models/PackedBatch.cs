using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>
/// Sequences laid end to end, nothing padded. T tokens in all, N sequences; sequence n is rows
/// <c>CuSeqlens[n] … CuSeqlens[n+1]-1</c>.
/// </summary>
/// <remarks>The tensors belong to the scope in which the batch is made.</remarks>
public sealed record PackedBatch
{
    private PackedBatch(Tensor inputIds, Tensor positions, Tensor cuSeqlens, Tensor? parents = null)
    {
        InputIds = inputIds;
        Positions = positions;
        CuSeqlens = cuSeqlens;
        Parents = parents;
    }

    /// <summary>Token ids, <c>[T]</c> int64.</summary>
    public Tensor InputIds { get; }

    /// <summary>Position of each token within its sequence, from 0, <c>[T]</c> int64.</summary>
    public Tensor Positions { get; }

    /// <summary>Where sequences begin, and T at the end, <c>[N+1]</c> int64.</summary>
    public Tensor CuSeqlens { get; }

    /// <summary>
    /// Which sequence each one continues, <c>[N]</c> int64, −1 where it begins anew; null where all do. A sequence that continues another
    /// sees its rows and those of all its ancestors.
    /// </summary>
    public Tensor? Parents { get; }

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

    /// <summary>
    /// A batch in which tokens at the beginning that several sequences have in common are there once: the prompt of a group of samples, the
    /// examples before all prompts, an answer sampled twice. Rows have the bits that they have without sharing.
    /// </summary>
    /// <param name="inputIds">Token ids, laid end to end.</param>
    /// <param name="cuSeqlens">0, the ends of the sequences in ascending order; the last one is the number of tokens.</param>
    /// <returns>The batch, and for each token its row.</returns>
    /// <exception cref="ArgumentException">The bounds do not fit the tokens, or an id is negative.</exception>
    public static (PackedBatch Batch, int[] Rows) Sharing(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> cuSeqlens)
    {
        CheckBounds(cuSeqlens, inputIds.Length);
        var tree = new PrefixTree(inputIds, cuSeqlens);
        if (tree.Count == inputIds.Length)
        {
            return (From(inputIds, cuSeqlens), [.. Enumerable.Range(0, inputIds.Length)]);
        }

        var (ids, positions) = (new long[tree.Count], new long[tree.Count]);
        var (longest, largest) = (0, -1);
        for (var row = 0; row < ids.Length; row++)
        {
            var id = inputIds[tree.Tokens[row]];
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(inputIds));
            (ids[row], positions[row]) = (id, tree.Positions[row]);
            (longest, largest) = (Math.Max(longest, tree.Positions[row] + 1), Math.Max(largest, id));
        }

        var batch = new PackedBatch(
            Tensor.From(ids, ids.Length),
            Tensor.From(positions, positions.Length),
            Tensor.From([.. tree.Starts.Select(start => (long)start)], tree.Starts.Count),
            Tensor.From([.. tree.Parents.Select(parent => (long)parent)], tree.Parents.Count))
        {
            Tokens = ids.Length,
            MaxLength = longest,
            MaxId = largest,
        };
        return (batch, tree.Rows);
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
