namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>Block sizes of the tensor types, and which of them can be de-quantised.</summary>
public static class GgufTypes
{
    private static readonly Dictionary<GgufType, (int Block, int Bytes)> Blocks = new()
    {
        [GgufType.F32] = (1, 4),
        [GgufType.F16] = (1, 2),
        [GgufType.BF16] = (1, 2),
        [GgufType.F64] = (1, 8),
        [GgufType.I8] = (1, 1),
        [GgufType.I16] = (1, 2),
        [GgufType.I32] = (1, 4),
        [GgufType.I64] = (1, 8),
        [GgufType.Q4_0] = (32, 18),
        [GgufType.Q4_1] = (32, 20),
        [GgufType.Q5_0] = (32, 22),
        [GgufType.Q5_1] = (32, 24),
        [GgufType.Q8_0] = (32, 34),
        [GgufType.IQ4_NL] = (32, 18),
        [GgufType.MXFP4] = (32, 17),
        [GgufType.NVFP4] = (64, 36),
        [GgufType.Q2_K] = (256, 84),
        [GgufType.Q3_K] = (256, 110),
        [GgufType.Q4_K] = (256, 144),
        [GgufType.Q5_K] = (256, 176),
        [GgufType.Q6_K] = (256, 210),
        [GgufType.IQ4_XS] = (256, 136),
        [GgufType.TQ1_0] = (256, 54),
        [GgufType.TQ2_0] = (256, 66),
        [GgufType.IQ2_XXS] = (256, 66),
        [GgufType.IQ2_XS] = (256, 74),
        [GgufType.IQ3_XXS] = (256, 98),
        [GgufType.IQ1_S] = (256, 50),
        [GgufType.IQ3_S] = (256, 110),
        [GgufType.IQ2_S] = (256, 82),
        [GgufType.IQ1_M] = (256, 56),
    };

    private static readonly Dictionary<uint, string> Others = new()
    {
        [4] = "Q4_2, which was removed from the format",
        [5] = "Q4_3, which was removed from the format",
        [9] = "Q8_1, which is a run-time type",
        [15] = "Q8_K, which is a run-time type",
        [31] = "Q4_0_4_4, which was removed from the format",
        [32] = "Q4_0_4_8, which was removed from the format",
        [33] = "Q4_0_8_8, which was removed from the format",
        [36] = "IQ4_NL_4_4, which was removed from the format",
        [37] = "IQ4_NL_4_8, which was removed from the format",
        [38] = "IQ4_NL_8_8, which was removed from the format",
        [41] = "Q1_0, which is not supported",
    };

    /// <summary>Elements of a block; 1 for plain types.</summary>
    public static int BlockOf(this GgufType type) => Blocks[type].Block;

    /// <summary>Bytes of a block.</summary>
    public static int BytesOf(this GgufType type) => Blocks[type].Bytes;

    /// <summary>
    /// Whether an id of a file is a type whose layout is known; if not, <paramref name="description"/> says what it
    /// is.
    /// </summary>
    public static bool TryFind(uint id, out GgufType type, out string description)
    {
        type = (GgufType)id;
        var known = id <= int.MaxValue && Blocks.ContainsKey(type);
        description = known ? type.ToString() : Others.GetValueOrDefault(id, "unknown");
        return known;
    }
}
