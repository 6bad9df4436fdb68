using Ponder.Inference.Decoding;
using Ponder.Inference.KvCache;
using Ponder.Inference.Scheduling;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>
/// A decoder whose logits are a hash of every token that the block table of a sequence leads to: a block that is lost, shared by mistake or copied wrongly
/// changes them.
/// </summary>
internal sealed class HistoryDecoder(int vocabulary, int context, int blocks) : IDecoder
{
    private readonly int[] _cache = Enumerable.Repeat(-1, blocks * BlockPool.Positions).ToArray();
    private ulong _weights = 1;

    public int Vocabulary => vocabulary;

    public int Context => context;

    public int Blocks => blocks;

    /// <summary>Rows of each step.</summary>
    public List<int> StepRows { get; } = [];

    /// <summary>Makes logits of sequences that contain this token NaN.</summary>
    public int Poison { get; set; } = -1;

    /// <summary>Thrown by the next step.</summary>
    public Exception? Failure { get; set; }

    public ulong Seed { get => _weights; set => _weights = value; }

    public void Attach()
    {
    }

    public void Step(StepBatch batch, Span<float> logits)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
        StepRows.Add(batch.Rows);
        int wanted = 0;
        for (int s = 0; s < batch.Sequences; s++)
        {
            ReadOnlySpan<int> table = batch.Table.Slice(s * batch.TableStride, batch.TableStride);
            for (int row = batch.RowStart[s]; row < batch.RowStart[s + 1]; row++)
            {
                int position = (int)batch.Positions[row];
                _cache[Slot(table, position)] = batch.Tokens[row];
                if (batch.WantedRows[row] != 0)
                {
                    Fill(table, position + 1, logits.Slice(wanted++ * vocabulary, vocabulary));
                }
            }
        }
    }

    public void CopyBlock(int from, int to, int positions) =>
        Array.Copy(_cache, from * BlockPool.Positions, _cache, to * BlockPool.Positions, positions);

    public void Publish(PackedWeights weights) => _weights = ((Weights)weights).Seed;

    public void Dispose()
    {
    }

    private void Fill(ReadOnlySpan<int> table, int tokens, Span<float> logits)
    {
        ulong hash = _weights;
        bool poisoned = false;
        for (int position = 0; position < tokens; position++)
        {
            int token = _cache[Slot(table, position)];
            poisoned |= token == Poison;
            hash = Mix(hash ^ (ulong)(token + 7));
        }
        for (int id = 0; id < vocabulary; id++)
        {
            hash = Mix(hash);
            logits[id] = poisoned ? float.NaN : (hash >> 40) / (float)(1 << 22);
        }
    }

    private static int Slot(ReadOnlySpan<int> table, int position) =>
        table[position / BlockPool.Positions] * BlockPool.Positions + position % BlockPool.Positions;

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    internal sealed class Weights(ulong seed) : PackedWeights
    {
        public ulong Seed { get; } = seed;

        protected override void Dispose(bool disposing)
        {
        }
    }
}
