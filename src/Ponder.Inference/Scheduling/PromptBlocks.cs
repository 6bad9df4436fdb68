using Ponder.Inference.KvCache;

namespace Ponder.Inference.Scheduling;

/// <summary>Whole blocks of prompts that can be shared: those that the pool knows by name, and those that running sequences are about to compute.</summary>
internal sealed class PromptBlocks(BlockPool pool, bool enabled)
{
    private readonly HashSet<UInt128> _expected = [];

    /// <summary>Names the prompt blocks that became complete since <paramref name="before"/> tokens.</summary>
    public void Name(Sequence sequence, int before)
    {
        if (!enabled || before >= sequence.Group.Prompt.Length || sequence.Epoch != pool.Epoch)
        {
            return;
        }
        IReadOnlyList<UInt128> names = sequence.Group.BlockNames;
        int complete = Math.Min(sequence.Computed / BlockPool.Positions, names.Count);
        for (int i = before / BlockPool.Positions; i < complete; i++)
        {
            pool.Name(sequence.Blocks[i], names[i]);
        }
    }

    /// <summary>Gives a sequence without blocks the known blocks of its prompt; at least one token is left to compute.</summary>
    /// <returns>The tokens that they hold.</returns>
    public int Take(Sequence sequence)
    {
        for (int i = 0; i < Shareable(sequence) && pool.TryFind(sequence.Group.BlockNames[i], out int block); i++)
        {
            sequence.Blocks.Add(block);
            sequence.Computed += BlockPool.Positions;
        }
        return sequence.Computed;
    }

    /// <summary>Forgets what was expected and notes what these sequences are about to compute.</summary>
    public void Expect(IEnumerable<Sequence> running)
    {
        _expected.Clear();
        foreach (Sequence sequence in running)
        {
            Expect(sequence);
        }
    }

    /// <summary>Notes the prompt blocks that a sequence is about to compute.</summary>
    public void Expect(Sequence sequence)
    {
        if (!enabled || sequence.HoldsPrompt || sequence.Epoch != pool.Epoch)
        {
            return;
        }
        IReadOnlyList<UInt128> names = sequence.Group.BlockNames;
        for (int i = sequence.Computed / BlockPool.Positions; i < names.Count; i++)
        {
            _expected.Add(names[i]);
        }
    }

    /// <summary>Whether the first block that a sequence would have to compute is one that a running sequence computes.</summary>
    public bool IsExpected(Sequence sequence)
    {
        if (_expected.Count == 0)
        {
            return false;
        }
        int count = Shareable(sequence);
        for (int i = 0; i < count; i++)
        {
            UInt128 name = sequence.Group.BlockNames[i];
            if (!pool.Knows(name))
            {
                return _expected.Contains(name);
            }
        }
        return false;
    }

    private int Shareable(Sequence sequence) =>
        enabled ? Math.Min(sequence.Group.BlockNames.Count, (sequence.Total - 1) / BlockPool.Positions) : 0;
}
