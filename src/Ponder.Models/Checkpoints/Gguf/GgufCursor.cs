using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// Reads the head of a GGUF file from front to back; every length is checked against what is left before anything is
/// allocated.
/// </summary>
internal sealed class GgufCursor(MappedFile file)
{
    // Deeper arrays than this have no meaning, and unbounded nesting would exhaust the stack.
    private const int MostNesting = 4;

    public long Position { get; private set; }

    public long Remaining => file.Length - Position;

    public ReadOnlySpan<byte> Bytes(int length, string what)
    {
        if (length > Remaining)
        {
            throw Fault($"{what}: {length} bytes expected at byte {Position}, {Remaining} are left; is the file truncated?");
        }

        var bytes = file.Slice(Position, length);
        Position += length;
        return bytes;
    }

    public uint UInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4, what));

    public ulong UInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8, what));

    /// <summary>A count of things that take at least <paramref name="smallest"/> bytes each.</summary>
    public int Count(int smallest, string what)
    {
        var count = UInt64(what);
        return count <= (ulong)(Remaining / smallest) && count <= int.MaxValue
            ? (int)count
            : throw Fault($"{what} is {count}, but {Remaining} bytes are left; is the file truncated or damaged?");
    }

    /// <summary>A string; bytes that are not UTF-8 become U+FFFD.</summary>
    public string Text(string what) => Encoding.UTF8.GetString(Bytes(Count(1, $"{what}: length"), what));

    /// <summary>A value of a key: a number, a bool, a string, an array of one of these, or an array of arrays.</summary>
    public object Value(uint type, string what, int depth = 0) => type switch
    {
        0 => Bytes(1, what)[0],
        1 => (sbyte)Bytes(1, what)[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2, what)),
        3 => BinaryPrimitives.ReadInt16LittleEndian(Bytes(2, what)),
        4 => UInt32(what),
        5 => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4, what)),
        6 => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4, what)),
        7 => Bytes(1, what)[0] != 0,
        8 => Text(what),
        9 => Array(what, depth),
        10 => UInt64(what),
        11 => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8, what)),
        12 => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8, what)),
        _ => throw Fault($"{what} has the unknown value type {type}"),
    };

    public CheckpointException Fault(string what) => new($"{file.Path}: {what}");

    private Array Array(string what, int depth)
    {
        if (depth >= MostNesting)
        {
            throw Fault($"{what}: arrays are nested deeper than {MostNesting}");
        }

        var type = UInt32($"{what}: item type");
        return type switch
        {
            0 => Numbers<byte>(what),
            1 => Numbers<sbyte>(what),
            2 => Numbers<ushort>(what),
            3 => Numbers<short>(what),
            4 => Numbers<uint>(what),
            5 => Numbers<int>(what),
            6 => Numbers<float>(what),
            7 => System.Array.ConvertAll(Numbers<byte>(what), b => b != 0),
            8 => Items(8, what, () => Text(what)),
            9 => Items(12, what, () => (object)Array(what, depth + 1)),
            10 => Numbers<ulong>(what),
            11 => Numbers<long>(what),
            12 => Numbers<double>(what),
            _ => throw Fault($"{what} has the unknown item type {type}"),
        };
    }

    // The file is little-endian, and so is every machine that .NET runs on here.
    private T[] Numbers<T>(string what)
        where T : unmanaged, INumber<T>
    {
        var size = Marshal.SizeOf<T>();
        var count = Count(size, $"{what}: length");
        if (count > int.MaxValue / size)
        {
            throw Fault($"{what}: {count} items are more than a reader keeps");
        }

        return MemoryMarshal.Cast<byte, T>(Bytes(count * size, what)).ToArray();
    }

    private T[] Items<T>(int smallest, string what, Func<T> read)
    {
        var items = new T[Count(smallest, $"{what}: length")];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read();
        }

        return items;
    }
}
