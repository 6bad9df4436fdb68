namespace Ponder.Inference.KvCache;

/// <summary>
/// Hands out blocks of the KV cache, each for <see cref="Positions"/> tokens, and counts who uses them. A block may have a name, the hash of all
/// tokens up to its end: it can then be found again by sequences that begin alike, also after its last user left and until its place is needed.
/// </summary>
/// <remarks>Not thread-safe: belongs to the engine's thread. A block that is written to has exactly one user.</remarks>
public sealed class BlockPool
{
    /// <summary>Tokens in one block.</summary>
    public const int Positions = 64;

    private readonly int[] _users;
    private readonly UInt128?[] _names;
    private readonly Dictionary<UInt128, int> _byName = [];

    // Free blocks in the order in which they are given out: nameless ones first, then named ones by when they became free.
    private readonly LinkedList<int> _free = [];
    private readonly LinkedListNode<int>[] _nodes;

    /// <summary>Creates a pool of <paramref name="blocks"/> free blocks.</summary>
    public BlockPool(int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        _users = new int[blocks];
        _names = new UInt128?[blocks];
        _nodes = [.. Enumerable.Range(0, blocks).Select(block => _free.AddLast(block))];
    }

    /// <summary>All blocks.</summary>
    public int Total => _users.Length;

    /// <summary>Blocks that nobody uses, named ones included.</summary>
    public int Free => _free.Count;

    /// <summary>Blocks in use, each counted once however many sequences share it.</summary>
    public int InUse => Total - Free;

    /// <summary>Number of blocks that hold <paramref name="tokens"/> tokens.</summary>
    public static int For(int tokens) => (tokens + Positions - 1) / Positions;

    /// <summary>Takes a free block for one user; a named one loses its name.</summary>
    /// <returns>False where none is free.</returns>
    public bool TryRent(out int block)
    {
        if (_free.First is not { } node)
        {
            block = -1;
            return false;
        }
        block = node.Value;
        _free.Remove(node);
        _users[block] = 1;
        Unname(block);
        return true;
    }

    /// <summary>Adds a user to a block that is in use.</summary>
    public void Share(int block)
    {
        RequireUsed(block);
        _users[block]++;
    }

    /// <summary>Takes a user away; the block is free after the last.</summary>
    public void Return(int block)
    {
        RequireUsed(block);
        if (--_users[block] == 0)
        {
            if (_names[block] is null)
            {
                _free.AddFirst(_nodes[block]);
            }
            else
            {
                _free.AddLast(_nodes[block]);
            }
        }
    }

    /// <summary>Number of users of a block; 0 when it is free.</summary>
    public int Users(int block) => _users[block];

    /// <summary>Gives a block that is complete its name; the first block of a name keeps it.</summary>
    public void Name(int block, UInt128 name)
    {
        RequireUsed(block);
        if (_names[block] is null && _byName.TryAdd(name, block))
        {
            _names[block] = name;
        }
    }

    /// <summary>Whether a block of that name can be found.</summary>
    public bool Knows(UInt128 name) => _byName.ContainsKey(name);

    /// <summary>Finds a block by its name and adds a user.</summary>
    public bool TryFind(UInt128 name, out int block)
    {
        if (!_byName.TryGetValue(name, out block))
        {
            return false;
        }
        if (_users[block]++ == 0)
        {
            _free.Remove(_nodes[block]);
        }
        return true;
    }

    /// <summary>How often names were forgotten.</summary>
    public int Epoch { get; private set; }

    /// <summary>Forgets all names: what the blocks hold came from other weights. Free blocks that had one are the next to be given out.</summary>
    public void ForgetNames()
    {
        Epoch++;
        foreach (int block in _byName.Values)
        {
            _names[block] = null;
            if (_users[block] == 0)
            {
                _free.Remove(_nodes[block]);
                _free.AddFirst(_nodes[block]);
            }
        }
        _byName.Clear();
    }

    private void Unname(int block)
    {
        if (_names[block] is { } name)
        {
            _byName.Remove(name);
            _names[block] = null;
        }
    }

    private void RequireUsed(int block)
    {
        if (_users[block] == 0)
        {
            throw new InvalidOperationException($"block {block} of the KV cache is free: it was returned twice or used after its return");
        }
    }
}
