namespace Ponder.Text.Tokenizers.Models;

/// <summary>Which neighbours merge into what, and in which order: (left id, right id) → (rank, merged id).</summary>
internal sealed class MergeTable(int capacity)
{
    /// <summary>The rank of a pair that does not merge.</summary>
    public const int NoMerge = int.MaxValue;

    private readonly Dictionary<ulong, (int Rank, int Id)> _merges = new(capacity);

    public int Count => _merges.Count;

    /// <summary>Adds a merge; of a repeated pair the last rank counts, as in the reference implementation.</summary>
    public void Add(int left, int right, int rank, int merged) => _merges[Key(left, right)] = (rank, merged);

    public int RankOf(int left, int right, out int merged)
    {
        if (_merges.TryGetValue(Key(left, right), out var merge))
        {
            merged = merge.Id;
            return merge.Rank;
        }

        merged = -1;
        return NoMerge;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;
}
