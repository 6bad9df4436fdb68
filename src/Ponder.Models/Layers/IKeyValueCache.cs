using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>Keys and values of earlier positions, as one pass through the layers sees them.</summary>
public interface IKeyValueCache
{
    /// <summary>
    /// Appends keys and values of new rows to those of the next layer, and attends to all of its positions. Called once for each layer, in their order.
    /// </summary>
    /// <param name="q"><c>[T, H, K]</c>.</param>
    /// <param name="k"><c>[T, G, K]</c>.</param>
    /// <param name="v"><c>[T, G, K]</c>.</param>
    /// <param name="scale">Factor of the scores.</param>
    /// <returns><c>[T, H, K]</c>.</returns>
    Tensor Attend(Tensor q, Tensor k, Tensor v, double scale);
}
