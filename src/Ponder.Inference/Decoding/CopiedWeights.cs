using Ponder.Models.Llama;
using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Inference.Decoding;

/// <summary>A version of a model's weights as a model of its own, on the same device.</summary>
internal sealed class CopiedWeights : PackedWeights
{
    private LlamaModel? _model;

    public CopiedWeights(LlamaModel model) =>
        _model = new LlamaModel(model.Options, new Store(model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value)))
        {
            Precision = model.Precision,
        };

    /// <summary>Gives the model away.</summary>
    public LlamaModel Take() =>
        Interlocked.Exchange(ref _model, null) ?? throw new InvalidOperationException("these weights were published already; pack them again");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _model, null)?.Dispose();
        }
    }

    private sealed class Store(Dictionary<string, Tensor> weights) : IWeightStore
    {
        public Tensor Read(string name, Shape shape, WeightRole role)
        {
            using Tensor detached = weights[name].Detach();
            return detached.Clone();
        }
    }
}
