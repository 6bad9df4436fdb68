using Ponder.Algorithms.Batching;
using Ponder.Models;
using Ponder.Tensors;

namespace Ponder.Training.Optimisation;

/// <summary>The one forward pass of all losses: a micro-batch through the model, log-probabilities of its response tokens out.</summary>
internal static class ResponseLogProbs
{
    /// <summary>Log-probabilities (differentiable) and entropies (not) of the response tokens, both <c>[R]</c>.</summary>
    public static (Tensor LogProbs, Tensor Entropy) Of(ILanguageModel model, MicroBatch part, double temperature) => model.LogProbs(
        PackedBatch.From(part.Batch.Tokens, part.Batch.CuSeqlens),
        Tensor.From(part.Responses.Targets, part.Responses.Count),
        temperature,
        Tensor.From(part.Responses.Positions, part.Responses.Count));
}
