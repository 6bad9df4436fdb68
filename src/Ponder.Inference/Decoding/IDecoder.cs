using Ponder.Inference.Scheduling;

namespace Ponder.Inference.Decoding;

/// <summary>What the engine asks of a model: logits of token rows over a block KV cache.</summary>
/// <remarks>Used by one thread at a time, the engine's.</remarks>
internal interface IDecoder : IDisposable
{
    /// <summary>Number of token ids, <c>V</c>.</summary>
    int Vocabulary { get; }

    /// <summary>Positions that a sequence may have.</summary>
    int Context { get; }

    /// <summary>Blocks of the KV cache.</summary>
    int Blocks { get; }

    /// <summary>Called once on the thread that will step.</summary>
    void Attach();

    /// <summary>Computes the rows and writes the logits of the wanted ones, <c>[wanted, V]</c>.</summary>
    void Step(StepBatch batch, Span<float> logits);

    /// <summary>Copies the first positions of a block to another, in every layer.</summary>
    void CopyBlock(int from, int to, int positions);

    /// <summary>Makes packed weights the ones that steps use; takes them over.</summary>
    void Publish(PackedWeights weights);
}
