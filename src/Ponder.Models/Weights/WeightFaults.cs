using Ponder.Tensors;

namespace Ponder.Models.Weights;

/// <summary>The messages about weights that do not fit.</summary>
internal static class WeightFaults
{
    public static CheckpointException Missing(string file, string name, Shape shape) =>
        new($"{file}: {name} is missing, expected {shape}");

    public static CheckpointException Misshapen(string file, string name, Shape shape, string found) =>
        new($"{file}: {name}: expected {shape} by the model's configuration, the file has {found}; do the two belong together?");
}
