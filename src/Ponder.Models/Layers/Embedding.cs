using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>A table of vectors by id.</summary>
/// <param name="weight"><c>[V, D]</c>.</param>
public sealed class Embedding(Parameter weight)
{
    /// <summary><c>[V, D]</c>.</summary>
    public Parameter Weight { get; } = weight;

    /// <summary>Ids <c>[T]</c> int64 → vectors <c>[T, D]</c>.</summary>
    public Tensor Forward(Tensor ids) => F.Embedding(Weight.Value, ids);
}
