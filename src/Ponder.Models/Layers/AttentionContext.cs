using Ponder.Tensors;

namespace Ponder.Models.Layers;

/// <summary>What all layers of one forward share. T tokens, N sequences, S positions of the tables, K head width.</summary>
/// <param name="Positions"><c>[T]</c> int64, position within the sequence.</param>
/// <param name="CuSeqlens"><c>[N+1]</c> int64.</param>
/// <param name="Parents"><c>[N]</c> int64, which sequence each one continues; null where all stand alone.</param>
/// <param name="Cos"><c>[S, K/2]</c>.</param>
/// <param name="Sin"><c>[S, K/2]</c>.</param>
/// <param name="Precision">Precision of the operands of linear maps and, in the fast mode, of attention.</param>
public sealed record AttentionContext(Tensor Positions, Tensor CuSeqlens, Tensor? Parents, Tensor Cos, Tensor Sin, LinearPrecision Precision)
{
    /// <summary>Keys and values of earlier positions; null where the batch holds whole sequences.</summary>
    public IKeyValueCache? Cache { get; init; }

    /// <summary>Rotates queries or keys <c>[T, H, K]</c> by their positions, half-split.</summary>
    public Tensor Rotate(Tensor x) => F.Rope(x, Positions, Cos, Sin);

    /// <summary>
    /// Causal attention within each sequence: q <c>[T, H, K]</c>, k and v <c>[T, G, K]</c> → <c>[T, H, K]</c>.
    /// </summary>
    public Tensor Attend(Tensor q, Tensor k, Tensor v, double scale) =>
        Cache is null ? F.Attention(q, k, v, CuSeqlens, scale, Parents, Precision) : Cache.Attend(q, k, v, scale);
}
