using Ponder.Inference;
using Ponder.Models.Llama;

namespace Ponder.Training.Reinforcement;

/// <summary>Hands the trainer's weights to the engine: packed aside, then swapped in between two steps.</summary>
/// <param name="engine">The engine.</param>
/// <param name="model">The model whose weights are published.</param>
public sealed class WeightPublisher(Engine engine, LlamaModel model)
{
    /// <summary>Publishes the weights as they are now.</summary>
    /// <param name="version">The number that the engine records with every token from now on.</param>
    public void Publish(int version) => engine.Publish(model, version);
}
