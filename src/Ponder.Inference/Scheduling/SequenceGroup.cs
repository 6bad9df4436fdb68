namespace Ponder.Inference.Scheduling;

/// <summary>The completions of one request. They share the blocks of the prompt, which is computed once.</summary>
internal class SequenceGroup
{
    private UInt128[]? _blockNames;

    public SequenceGroup(int[] prompt, int samples)
    {
        Prompt = prompt;
        Sequences = [.. Enumerable.Range(0, samples).Select(sample => new Sequence(this, sample))];
    }

    public int[] Prompt { get; }

    /// <summary>Names of the prompt's whole blocks.</summary>
    public IReadOnlyList<UInt128> BlockNames => _blockNames ??= KvCache.BlockNames.Of(Prompt);

    public IReadOnlyList<Sequence> Sequences { get; }

    /// <summary>Completions that are not being computed yet, or not any more for want of blocks.</summary>
    public int Waiting { get; set; }

    /// <summary>The completion that computes the prompt, while it does.</summary>
    public Sequence? Leader { get; set; }
}
