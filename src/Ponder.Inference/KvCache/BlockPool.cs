namespace Ponder.Inference.KvCache;

/// <summary>Hands out blocks of the KV cache, each for <see cref="Positions"/> tokens, and counts who uses them.</summary>
/// <remarks>Not thread-safe: belongs to the engine's thread. A block that is written to has exactly one user.</remarks>
public sealed class BlockPool
{
    /// <summary>Tokens in one block.</summary>
    public const int Positions = 64;

    private readonly int[] _references;
    private readonly Stack<int> _free;

    /// <summary>Creates a pool of <paramref name="blocks"/> free blocks.</summary>
    public BlockPool(int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        _references = new int[blocks];
        _free = new Stack<int>(Enumerable.Range(0, blocks).Reverse());
    }

    /// <summary>All blocks.</summary>
    public int Total => _references.Length;

    /// <summary>Blocks that nobody uses.</summary>
    public int Free => _free.Count;

    /// <summary>Blocks in use, each counted once however many sequences share it.</summary>
    public int InUse => Total - Free;

    /// <summary>Number of blocks that hold <paramref name="tokens"/> tokens.</summary>
    public static int For(int tokens) => (tokens + Positions - 1) / Positions;

    /// <summary>Takes a free block for one user.</summary>
    /// <returns>False where none is free.</returns>
    public bool TryRent(out int block)
    {
        if (!_free.TryPop(out block))
        {
            return false;
        }
        _references[block] = 1;
        return true;
    }

    /// <summary>Adds a user to a block that is in use.</summary>
    public void Share(int block)
    {
        RequireUsed(block);
        _references[block]++;
    }

    /// <summary>Takes a user away; the block is free after the last.</summary>
    public void Return(int block)
    {
        RequireUsed(block);
        if (--_references[block] == 0)
        {
            _free.Push(block);
        }
    }

    /// <summary>Number of users of a block; 0 when it is free.</summary>
    public int Users(int block) => _references[block];

    private void RequireUsed(int block)
    {
        if (_references[block] == 0)
        {
            throw new InvalidOperationException($"block {block} of the KV cache is free: it was returned twice or used after its return");
        }
    }
}
