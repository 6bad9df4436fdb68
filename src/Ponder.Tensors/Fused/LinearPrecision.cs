namespace Ponder.Tensors;

/// <summary>The type of the operands of a matrix product. Weights, inputs and results are fp32 tensors in either case, and so are gradients.</summary>
public enum LinearPrecision
{
    /// <summary>fp32 operands.</summary>
    Float32 = 0,

    /// <summary>Operands are rounded to bf16 (nearest even); products are summed in fp32.</summary>
    BFloat16 = 1,
}
