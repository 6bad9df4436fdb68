namespace Ponder.Inference.Scheduling;

/// <summary>The completions of one request. They share the blocks of the prompt, which is computed once.</summary>
internal class SequenceGroup
{
    public SequenceGroup(int[] prompt, int samples)
    {
        Prompt = prompt;
        Sequences = [.. Enumerable.Range(0, samples).Select(sample => new Sequence(this, sample))];
    }

    public int[] Prompt { get; }

    public IReadOnlyList<Sequence> Sequences { get; }

    /// <summary>Completions that are not being computed yet, or not any more for want of blocks.</summary>
    public int Waiting { get; set; }

    /// <summary>The completion that computes the prompt, while it does.</summary>
    public Sequence? Leader { get; set; }
}
