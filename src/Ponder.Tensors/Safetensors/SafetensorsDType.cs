namespace Ponder.Tensors.Safetensors;

/// <summary>The element types of the safetensors format.</summary>
public enum SafetensorsDType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>4-bit float E2M1, two per byte.</summary>
    F4,

    /// <summary>6-bit float E2M3.</summary>
    F6E2M3,

    /// <summary>6-bit float E3M2.</summary>
    F6E3M2,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>8-bit float E5M2.</summary>
    F8E5M2,

    /// <summary>8-bit float E4M3.</summary>
    F8E4M3,

    /// <summary>8-bit power-of-two scale E8M0.</summary>
    F8E8M0,

    /// <summary>8-bit float E4M3, finite, unsigned zero.</summary>
    F8E4M3Fnuz,

    /// <summary>8-bit float E5M2, finite, unsigned zero.</summary>
    F8E5M2Fnuz,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>16-bit unsigned integer.</summary>
    U16,

    /// <summary>IEEE half.</summary>
    F16,

    /// <summary>bfloat16.</summary>
    BF16,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>32-bit unsigned integer.</summary>
    U32,

    /// <summary>IEEE single.</summary>
    F32,

    /// <summary>Complex of two singles.</summary>
    C64,

    /// <summary>IEEE double.</summary>
    F64,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>64-bit unsigned integer.</summary>
    U64,
}
