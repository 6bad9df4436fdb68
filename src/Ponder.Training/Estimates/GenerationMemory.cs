using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Training.Estimates;

/// <summary>What sampling needs in memory beside training, in bytes.</summary>
/// <param name="Weights">Packed copies of the weights, and the logits of one step.</param>
/// <param name="KeysAndValues">The cache when all sequences have their full length.</param>
public sealed record GenerationMemory(long Weights, long KeysAndValues)
{
    /// <summary>Positions of a block of the cache.</summary>
    private const int Block = 64;

    /// <summary>What an engine may give to its cache, unless it is told otherwise.</summary>
    private const long MostKeysAndValues = 2L << 30;

    /// <summary>Nothing is sampled.</summary>
    public static GenerationMemory None { get; } = new(0, 0);

    /// <summary>The sum.</summary>
    public long Total => Weights + KeysAndValues;

    /// <summary>Estimates an engine.</summary>
    /// <param name="o">Sizes of the model.</param>
    /// <param name="precision">Of the operands of products.</param>
    /// <param name="fast">Whether it runs in the fast mode.</param>
    /// <param name="versions">Versions of the weights at the same time: 2 where new ones are published.</param>
    /// <param name="sequences">Completions at the same time.</param>
    /// <param name="length">Positions of a prompt and its completion.</param>
    public static GenerationMemory Of(LlamaOptions o, LinearPrecision precision, bool fast, int versions, int sequences, int length)
    {
        ArgumentNullException.ThrowIfNull(o);
        var number = precision == LinearPrecision.BFloat16 ? sizeof(ushort) : sizeof(float);
        var cached = fast ? number : sizeof(float);
        var weights = ((long)o.Vocabulary * o.Width * sizeof(float)) + (MemoryEstimate.Matrices(o) * number);
        long positions = (Math.Min(length, o.Context) + Block - 1) / Block * Block;
        return new(
            (versions * weights) + ((long)sequences * o.Vocabulary * sizeof(float)),
            Math.Min(MostKeysAndValues, 2L * cached * o.Layers * o.KvHeads * o.HeadWidth * positions * sequences));
    }
}
