using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>A causal language model over packed batches. Shapes: T tokens, D width, V vocabulary, R wanted rows.</summary>
/// <remarks>Used by one thread at a time. Results belong to the caller's scope; parameters to the model.</remarks>
public interface ILanguageModel : IDisposable
{
    /// <summary>The model type of its configuration, for example <c>llama</c>.</summary>
    string Family { get; }

    /// <summary>Number of token ids, V.</summary>
    int Vocabulary { get; }

    /// <summary>Positions that the model is meant for.</summary>
    int Context { get; }

    /// <summary>All learnable weights, in a fixed order, under their checkpoint names.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Precision of the operands of linear maps, the head among them; sums and results are fp32.</summary>
    LinearPrecision Precision { get; set; }

    /// <summary>Where the parameters lie. Batches may lie on the CPU whatever it is, and log-probabilities come back to the CPU.</summary>
    Device Device { get; }

    /// <summary>Moves the parameters, without their gradients, to a device; optimisers and engines are made afterwards.</summary>
    /// <exception cref="NativeException">There is no such device.</exception>
    void MoveTo(Device device);

    /// <summary>Hidden states after the final norm, <c>[T, D]</c>.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="afterLayer">
    /// Sees the residual stream <c>[T, D]</c> after each layer; it and what is made of it live for the call. Null:
    /// nobody.
    /// </param>
    /// <exception cref="ArgumentException">A token id is outside of the vocabulary.</exception>
    Tensor Hidden(PackedBatch batch, Action<int, Tensor>? afterLayer = null);

    /// <summary>Logits <c>[T, V]</c>, or <c>[R, V]</c> of the wanted rows.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Wanted rows of the batch, <c>[R]</c> int64; null for all.</param>
    Tensor Logits(PackedBatch batch, Tensor? rows = null);

    /// <summary>
    /// Log-probability of a target at each row (differentiable) and entropy of its distribution (not), both <c>[T]</c> or
    /// <c>[R]</c>, under softmax(logits / temperature).
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="targets">Target ids, one per row, int64.</param>
    /// <param name="temperature">More than 0.</param>
    /// <param name="rows">
    /// Wanted rows <c>[R]</c> int64, gathered before the head so that others cost nothing there; null for all.
    /// </param>
    (Tensor LogProbs, Tensor Entropy) LogProbs(PackedBatch batch, Tensor targets, double temperature = 1, Tensor? rows = null);
}
