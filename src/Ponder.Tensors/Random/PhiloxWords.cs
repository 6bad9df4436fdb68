namespace Ponder.Tensors.Random;

/// <summary>
/// Four 32-bit words: a counter that goes into a Philox block, or the random words that come out of it.
/// </summary>
/// <param name="X0">First word; the least significant one of a counter.</param>
/// <param name="X1">Second word.</param>
/// <param name="X2">Third word.</param>
/// <param name="X3">Fourth word.</param>
public readonly record struct PhiloxWords(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>The first two words as one uniform number in [0, 1) with 53 random bits.</summary>
    public double FirstUniform => ToUniform(X0, X1);

    /// <summary>The last two words as one uniform number in [0, 1) with 53 random bits.</summary>
    public double SecondUniform => ToUniform(X2, X3);

    /// <summary>The first two words as one 64-bit number.</summary>
    public ulong FirstUInt64 => X0 | (ulong)X1 << 32;

    private static double ToUniform(uint low, uint high) => ((high | (ulong)low << 32) >> 11) * (1.0 / (1UL << 53));
}
