using System.Buffers.Binary;
using System.Text;

namespace Ponder.Numerics.Tests.Safetensors;

/// <summary>Bytes of small safetensors files, well or badly formed.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A header, its length in front, and data behind.</summary>
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    /// <summary>A header, its length in front, and data behind.</summary>
    public static byte[] Of(byte[] header, int dataLength)
    {
        var bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        for (var i = 0; i < dataLength; i++)
        {
            bytes[8 + header.Length + i] = (byte)i;
        }

        return bytes;
    }
}
