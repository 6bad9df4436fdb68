using Ponder.Inference.Sampling;
using Ponder.Inference.Scheduling;

namespace Ponder.Inference.Decoding;

/// <summary>A decoder whose logits stay where they were computed, on a device of its own: it draws there, and only the drawn tokens leave it.</summary>
internal interface IDrawingDecoder : IDecoder
{
    /// <summary>Computes the rows and keeps the logits of the wanted ones.</summary>
    void Step(StepBatch batch);

    /// <summary>Makes the draws that were asked for from the logits of the last step.</summary>
    ReadOnlySpan<SampledToken> Draw(TokenSampler sampler);
}
