using Ponder.Tensors;
using Ponder.Tensors.Random;

namespace Ponder.Models.Weights;

/// <summary>
/// Weights of a new model: matrices and embeddings normal with a given standard deviation, norms one, biases zero. Each weight is
/// drawn from a Philox stream keyed by the seed and its own name, so that it does not depend on the others.
/// </summary>
/// <param name="seed">The run's seed.</param>
/// <param name="std">Standard deviation.</param>
/// <param name="residualScale">
/// Factor on the deviation of matrices that write into the residual stream; GPT-2 uses 1/√(2·layers) (Radford et al. 2019). 1: none.
/// </param>
public sealed class InitialWeights(ulong seed, double std = 0.02, double residualScale = 1) : IWeightStore
{
    /// <inheritdoc/>
    public Tensor Read(string name, Shape shape, WeightRole role)
    {
        switch (role)
        {
            case WeightRole.Scale:
                return Tensor.Ones(shape);
            case WeightRole.Bias:
                return Tensor.Zeros(shape);
            default:
                var tensor = Tensor.Empty(shape);
                var deviation = role == WeightRole.ResidualOutput ? std * residualScale : std;
                Philox.Named(seed, name).NormalInto(tensor.Data<float>(), 0, deviation);
                return tensor;
        }
    }
}
