using Ponder.Tensors;

namespace Ponder.Models.Weights;

/// <summary>Where the weights of a model come from: a checkpoint, or a random generator.</summary>
public interface IWeightStore
{
    /// <summary>Gives a weight in fp32, owned by the caller.</summary>
    /// <param name="name">Full name, as Hugging Face checkpoints have it.</param>
    /// <param name="shape">The shape that the options imply.</param>
    /// <param name="role">What it does.</param>
    /// <exception cref="CheckpointException">It is missing, or has another shape or an unreadable type.</exception>
    Tensor Read(string name, Shape shape, WeightRole role);
}
