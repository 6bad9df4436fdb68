using System.Numerics;

namespace Ponder.Runs.TensorBoard;

/// <summary>The checksum of TFRecord files: CRC-32C, rotated and offset so that a checksum of data with checksums stays sound.</summary>
internal static class MaskedCrc32C
{
    private const uint MaskDelta = 0xa282ead8;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}
