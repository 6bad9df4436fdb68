namespace Ponder.Tensors.Safetensors;

/// <summary>Names and widths of <see cref="SafetensorsDType"/>: the format's own table.</summary>
public static class SafetensorsDTypes
{
    private static readonly (SafetensorsDType Type, string Name, int Bits)[] Table =
    [
        (SafetensorsDType.Bool, "BOOL", 8),
        (SafetensorsDType.F4, "F4", 4),
        (SafetensorsDType.F6E2M3, "F6_E2M3", 6),
        (SafetensorsDType.F6E3M2, "F6_E3M2", 6),
        (SafetensorsDType.U8, "U8", 8),
        (SafetensorsDType.I8, "I8", 8),
        (SafetensorsDType.F8E5M2, "F8_E5M2", 8),
        (SafetensorsDType.F8E4M3, "F8_E4M3", 8),
        (SafetensorsDType.F8E8M0, "F8_E8M0", 8),
        (SafetensorsDType.F8E4M3Fnuz, "F8_E4M3FNUZ", 8),
        (SafetensorsDType.F8E5M2Fnuz, "F8_E5M2FNUZ", 8),
        (SafetensorsDType.I16, "I16", 16),
        (SafetensorsDType.U16, "U16", 16),
        (SafetensorsDType.F16, "F16", 16),
        (SafetensorsDType.BF16, "BF16", 16),
        (SafetensorsDType.I32, "I32", 32),
        (SafetensorsDType.U32, "U32", 32),
        (SafetensorsDType.F32, "F32", 32),
        (SafetensorsDType.C64, "C64", 64),
        (SafetensorsDType.F64, "F64", 64),
        (SafetensorsDType.I64, "I64", 64),
        (SafetensorsDType.U64, "U64", 64),
    ];

    /// <summary>The name written in files, for example <c>F8_E4M3</c>.</summary>
    public static string NameOf(this SafetensorsDType type) => Table[(int)type].Name;

    /// <summary>Bits per element.</summary>
    public static int BitsOf(this SafetensorsDType type) => Table[(int)type].Bits;

    /// <summary>Finds a type by its exact name; names are case-sensitive.</summary>
    public static bool TryParse(string name, out SafetensorsDType type)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
            {
                type = row.Type;
                return true;
            }
        }

        type = default;
        return false;
    }
}
