using System.Diagnostics;
using Ponder.Inference.KvCache;

namespace Ponder.Inference.Scheduling;

/// <summary>
/// Decides which tokens the next step computes. There are no phases: every sequence has computed and total tokens, and a step hands out a budget
/// of rows so that the first catches up with the second (the scheduler of vLLM V1).
/// </summary>
/// <remarks>
/// The prompt of a group is computed by one of its sequences; the others are forked from it: whole blocks are shared, the last one is copied.
/// Whole blocks of a prompt are also found by what they hold, so that prompts which begin alike compute their beginning once.
/// When blocks run out the newest sequence gives all of its blocks back and is computed again later, ahead of everything that waits.
/// Not thread-safe: belongs to the engine's thread.
/// </remarks>
internal sealed class Scheduler(BlockPool pool, EngineOptions options, CopyBlock copy)
{
    private readonly PromptBlocks _prompts = new(pool, options.ReusePrefixes);
    private readonly List<Sequence> _running = [];
    private readonly LinkedList<Sequence> _waiting = [];
    private readonly List<(Sequence Sequence, int Row)> _draws = [];

    public int Running => _running.Count;

    public int Waiting => _waiting.Count;

    public bool IsIdle => _running.Count == 0 && _waiting.Count == 0;

    /// <summary>Sequences that gave their blocks back so far, for want of blocks.</summary>
    public long Preemptions { get; private set; }

    /// <summary>Tokens that did not have to be computed because a sibling's blocks held them.</summary>
    public long SharedTokens { get; private set; }

    /// <summary>Appends a group to what waits.</summary>
    public void Add(SequenceGroup group)
    {
        foreach (Sequence sequence in group.Sequences)
        {
            _waiting.AddLast(sequence);
        }
        group.Waiting = group.Sequences.Count;
    }

    /// <summary>Fills <paramref name="batch"/> with the rows of the next step.</summary>
    public void Plan(StepBatch batch)
    {
        batch.Clear();
        _draws.Clear();
        bool preempted = PlanRunning(batch);
        if (!preempted)
        {
            Admit(batch);
        }
        batch.Seal();
    }

    /// <summary>
    /// Takes note that the planned rows are computed, forks the siblings of prompts that are complete, and tells which sequence draws from
    /// which row of logits.
    /// </summary>
    public IReadOnlyList<(Sequence Sequence, int Row)> Commit()
    {
        foreach (Sequence sequence in _running)
        {
            int before = sequence.Computed;
            sequence.Computed += sequence.Scheduled;
            sequence.Scheduled = 0;
            _prompts.Name(sequence, before);
        }
        int own = _draws.Count;
        for (int i = 0; i < own; i++)
        {
            (Sequence sequence, int row) = _draws[i];
            if (sequence.Group.Leader == sequence)
            {
                sequence.Group.Leader = null;
                ForkSiblings(sequence, row);
            }
        }
        return _draws;
    }

    /// <summary>Removes a sequence that is complete or not wanted any more.</summary>
    public void Remove(Sequence sequence)
    {
        if (_running.Remove(sequence))
        {
            Release(sequence);
        }
        else if (_waiting.Remove(sequence))
        {
            sequence.Group.Waiting--;
        }
    }

    /// <summary>Takes the blocks of every running sequence, which will be computed again: what the cache holds came from other weights.</summary>
    public void RecomputeAll()
    {
        while (_running.Count > 0)
        {
            Suspend(_running[^1]);
        }
    }

    private bool PlanRunning(StepBatch batch)
    {
        bool preempted = false;
        for (int i = 0; i < _running.Count; i++)
        {
            Sequence sequence = _running[i];
            // Every later sequence keeps room for one row, so that no prompt holds up the tokens of others.
            int room = options.MaxRows - batch.Rows - (_running.Count - i - 1);
            int count = Math.Min(sequence.Total - sequence.Computed, room);
            while (!sequence.TryGrow(sequence.Computed + count, pool))
            {
                Sequence victim = _running[^1];
                Suspend(victim);
                Preemptions++;
                preempted = true;
                if (victim == sequence)
                {
                    return true;
                }
            }
            AddRows(batch, sequence, count);
        }
        return preempted;
    }

    private void Admit(StepBatch batch)
    {
        int reserved = 0;
        foreach (Sequence sequence in _running)
        {
            reserved += sequence.Group.Leader == sequence ? sequence.Group.Waiting : 0;
        }
        _prompts.Expect(_running);
        LinkedListNode<Sequence>? next;
        for (var node = _waiting.First; node is not null; node = next)
        {
            next = node.Next;
            Sequence sequence = node.Value;
            if (sequence.Group.Leader is not null)
            {
                continue; // will be forked when the prompt is complete
            }
            if (_running.Count + reserved >= options.MaxSequences || batch.Rows >= options.MaxRows)
            {
                return;
            }
            Sequence? source = FindPromptHolder(sequence.Group);
            if (source is null && _prompts.IsExpected(sequence))
            {
                continue; // a running sequence computes the same beginning: it can be shared after the step
            }
            if (!TryStart(sequence, source))
            {
                return;
            }
            _waiting.Remove(node);
            sequence.Group.Waiting--;
            _running.Add(sequence);
            if (source is null && sequence.Output.Count == 0)
            {
                sequence.Group.Leader = sequence;
                reserved += sequence.Group.Waiting;
            }
            _prompts.Expect(sequence);
            // All of its blocks at once, so that what is admitted next sees what is really free.
            bool grown = sequence.TryGrow(sequence.Total, pool);
            Debug.Assert(grown, "admission counted the blocks");
            AddRows(batch, sequence, Math.Min(sequence.Total - sequence.Computed, options.MaxRows - batch.Rows));
        }
    }

    /// <summary>Takes what siblings or earlier prompts hold, if the blocks for all tokens so far and one more are free (or nothing else runs).</summary>
    private bool TryStart(Sequence sequence, Sequence? source)
    {
        int held = source is null ? _prompts.Take(sequence) : Math.Min(sequence.Group.Prompt.Length, sequence.Total - 1);
        int whole = held / BlockPool.Positions;
        if (pool.Free < BlockPool.For(sequence.Total + 1) - whole && (_running.Count > 0 || pool.Free < BlockPool.For(sequence.Total) - whole))
        {
            sequence.ReleaseBlocks(pool);
            return false;
        }
        sequence.Epoch = pool.Epoch;
        if (source is not null)
        {
            Fork(source, sequence, held);
        }
        SharedTokens += held;
        return true;
    }

    private void ForkSiblings(Sequence leader, int row)
    {
        int prompt = leader.Group.Prompt.Length;
        foreach (Sequence sibling in leader.Group.Sequences)
        {
            if (sibling.Output.Count > 0 || sibling.Blocks.Count > 0 || sibling == leader)
            {
                continue;
            }
            if (_running.Count >= options.MaxSequences || (pool.Free < 1 && prompt % BlockPool.Positions != 0) || !_waiting.Remove(sibling))
            {
                continue;
            }
            sibling.Group.Waiting--;
            _running.Add(sibling);
            Fork(leader, sibling, prompt);
            SharedTokens += prompt;
            _draws.Add((sibling, row));
        }
    }

    /// <summary>Gives <paramref name="target"/> the first <paramref name="tokens"/> tokens of <paramref name="source"/>.</summary>
    private void Fork(Sequence source, Sequence target, int tokens)
    {
        int whole = tokens / BlockPool.Positions;
        int rest = tokens % BlockPool.Positions;
        for (int i = 0; i < whole; i++)
        {
            pool.Share(source.Blocks[i]);
            target.Blocks.Add(source.Blocks[i]);
        }
        if (rest > 0)
        {
            if (!pool.TryRent(out int block))
            {
                throw new UnreachableException("a fork was started without a free block");
            }
            copy(source.Blocks[whole], block, rest);
            target.Blocks.Add(block);
        }
        target.Computed = tokens;
        target.Epoch = source.Epoch;
    }

    private static Sequence? FindPromptHolder(SequenceGroup group)
    {
        if (group.Sequences.Count > 1)
        {
            foreach (Sequence sibling in group.Sequences)
            {
                if (sibling.HoldsPrompt)
                {
                    return sibling;
                }
            }
        }
        return null;
    }

    private void AddRows(StepBatch batch, Sequence sequence, int count)
    {
        Debug.Assert(pool.Users(sequence.Blocks[sequence.Computed / BlockPool.Positions]) == 1, "a shared block would be written");
        sequence.Scheduled = count;
        int row = batch.Add(sequence, count);
        if (row >= 0)
        {
            _draws.Add((sequence, row));
        }
    }

    private void Suspend(Sequence sequence)
    {
        _running.Remove(sequence);
        Release(sequence);
        _waiting.AddFirst(sequence);
        sequence.Group.Waiting++;
    }

    private void Release(Sequence sequence)
    {
        sequence.ReleaseBlocks(pool);
        if (sequence.Group.Leader == sequence)
        {
            sequence.Group.Leader = null;
        }
    }
}
