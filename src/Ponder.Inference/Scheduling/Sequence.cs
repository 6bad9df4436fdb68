using Ponder.Inference.KvCache;

namespace Ponder.Inference.Scheduling;

/// <summary>One completion in the making: its tokens, how many of them the KV cache holds, and in which blocks.</summary>
internal sealed class Sequence(SequenceGroup group, int sample)
{
    public SequenceGroup Group { get; } = group;

    /// <summary>Index within the group.</summary>
    public int Sample { get; } = sample;

    /// <summary>Blocks of the KV cache in token order; the leading ones may be shared with siblings, never the one that is written.</summary>
    public List<int> Blocks { get; } = [];

    /// <summary>Epoch of the pool in which the first block was taken: names are given to blocks of the present one only.</summary>
    public int Epoch { get; set; }

    /// <summary>Leading tokens whose keys and values are in the cache.</summary>
    public int Computed { get; set; }

    /// <summary>Tokens that the step in hand computes.</summary>
    public int Scheduled { get; set; }

    public List<int> Output { get; } = [];

    public List<float> LogProbs { get; } = [];

    public List<int> Versions { get; } = [];

    /// <summary>Prompt and output.</summary>
    public int Total => Group.Prompt.Length + Output.Count;

    /// <summary>Whether the cache holds the whole prompt, so that siblings can be forked from here.</summary>
    public bool HoldsPrompt => Computed >= Group.Prompt.Length;

    public int TokenAt(int position) =>
        position < Group.Prompt.Length ? Group.Prompt[position] : Output[position - Group.Prompt.Length];

    /// <summary>Takes blocks until <paramref name="tokens"/> tokens have room.</summary>
    /// <returns>False where the pool ran dry; what was taken stays.</returns>
    public bool TryGrow(int tokens, BlockPool pool)
    {
        while (Blocks.Count < BlockPool.For(tokens))
        {
            if (!pool.TryRent(out int block))
            {
                return false;
            }
            Blocks.Add(block);
        }
        return true;
    }

    /// <summary>Gives all blocks back; the tokens must be computed again before more can be drawn.</summary>
    public void ReleaseBlocks(BlockPool pool)
    {
        foreach (int block in Blocks)
        {
            pool.Return(block);
        }
        Blocks.Clear();
        Computed = 0;
        Scheduled = 0;
    }
}
