using Ponder.Algorithms.Batching;
using Ponder.Models;
using Ponder.Tensors;

namespace Ponder.Training.Optimisation;

/// <summary>
/// The one forward pass of all losses: a micro-batch through the model, what sequences begin with in common computed once,
/// log-probabilities of its response tokens out.
/// </summary>
internal static class ResponseLogProbs
{
    /// <summary>Log-probabilities (differentiable) and entropies (not) of the response tokens, both <c>[R]</c>.</summary>
    public static (Tensor LogProbs, Tensor Entropy) Of(ILanguageModel model, MicroBatch part, double temperature)
    {
        var (batch, rows) = PackedBatch.Sharing(part.Batch.Tokens, part.Batch.CuSeqlens);
        return model.LogProbs(
            batch,
            Tensor.From(part.Responses.Targets, part.Responses.Count),
            temperature,
            Tensor.From(Array.ConvertAll(part.Responses.Positions, position => (long)rows[position]), part.Responses.Count));
    }
}
