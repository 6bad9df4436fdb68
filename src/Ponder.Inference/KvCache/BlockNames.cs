using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ponder.Inference.KvCache;

/// <summary>
/// Names of the whole blocks of a prompt: 128 bits of SHA-256 over the name before and the block's tokens, so that equal names mean equal tokens from the
/// start of the sequence on (the hash chain of vLLM's prefix cache).
/// </summary>
internal static class BlockNames
{
    public static UInt128[] Of(ReadOnlySpan<int> prompt)
    {
        var names = new UInt128[prompt.Length / BlockPool.Positions];
        Span<byte> bytes = stackalloc byte[16 + BlockPool.Positions * sizeof(int)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        UInt128 before = 0;
        for (int i = 0; i < names.Length; i++)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(bytes, before);
            MemoryMarshal.AsBytes(prompt.Slice(i * BlockPool.Positions, BlockPool.Positions)).CopyTo(bytes[16..]);
            SHA256.HashData(bytes, hash);
            names[i] = before = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        }
        return names;
    }
}
