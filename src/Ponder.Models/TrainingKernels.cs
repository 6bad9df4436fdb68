namespace Ponder.Models;

/// <summary>Which functions a training step is made of: they keep different things for the backward pass.</summary>
public enum TrainingKernels
{
    /// <summary>fp32.</summary>
    Float32,

    /// <summary>bf16 operands, one function for each operation: the exact mode, other devices, layers with biases.</summary>
    BFloat16,

    /// <summary>bf16 in the fast mode: half a layer is one function, products are oneDNN's.</summary>
    Blocks,

    /// <summary>The same with own products, whose weights are packed twice: for the forward and the backward pass.</summary>
    Panels,
}
