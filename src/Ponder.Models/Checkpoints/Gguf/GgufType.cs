namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>Tensor types of GGUF, by their ids in files.</summary>
public enum GgufType
{
    /// <summary>IEEE single.</summary>
    F32 = 0,

    /// <summary>IEEE half.</summary>
    F16 = 1,

    /// <summary>4 bits, scale per 32.</summary>
    Q4_0 = 2,

    /// <summary>4 bits, scale and minimum per 32.</summary>
    Q4_1 = 3,

    /// <summary>5 bits, scale per 32.</summary>
    Q5_0 = 6,

    /// <summary>5 bits, scale and minimum per 32.</summary>
    Q5_1 = 7,

    /// <summary>8 bits, scale per 32.</summary>
    Q8_0 = 8,

    /// <summary>2 bits, super-blocks of 256.</summary>
    Q2_K = 10,

    /// <summary>3 bits, super-blocks of 256.</summary>
    Q3_K = 11,

    /// <summary>4 bits, super-blocks of 256.</summary>
    Q4_K = 12,

    /// <summary>5 bits, super-blocks of 256.</summary>
    Q5_K = 13,

    /// <summary>6 bits, super-blocks of 256.</summary>
    Q6_K = 14,

    /// <summary>2 bits, lattice code.</summary>
    IQ2_XXS = 16,

    /// <summary>2 bits, lattice code.</summary>
    IQ2_XS = 17,

    /// <summary>3 bits, lattice code.</summary>
    IQ3_XXS = 18,

    /// <summary>1.5 bits, lattice code.</summary>
    IQ1_S = 19,

    /// <summary>4 bits through a table of 16 values, scale per 32.</summary>
    IQ4_NL = 20,

    /// <summary>3 bits, lattice code.</summary>
    IQ3_S = 21,

    /// <summary>2 bits, lattice code.</summary>
    IQ2_S = 22,

    /// <summary>4 bits through a table of 16 values, super-blocks of 256.</summary>
    IQ4_XS = 23,

    /// <summary>Signed byte.</summary>
    I8 = 24,

    /// <summary>16-bit signed integer.</summary>
    I16 = 25,

    /// <summary>32-bit signed integer.</summary>
    I32 = 26,

    /// <summary>64-bit signed integer.</summary>
    I64 = 27,

    /// <summary>IEEE double.</summary>
    F64 = 28,

    /// <summary>1.75 bits, lattice code.</summary>
    IQ1_M = 29,

    /// <summary>bfloat16.</summary>
    BF16 = 30,

    /// <summary>Ternary, 1.69 bits.</summary>
    TQ1_0 = 34,

    /// <summary>Ternary, 2.06 bits.</summary>
    TQ2_0 = 35,

    /// <summary>4-bit float with a power-of-two scale per 32.</summary>
    MXFP4 = 39,

    /// <summary>4-bit float with 8-bit float scales.</summary>
    NVFP4 = 40,
}
