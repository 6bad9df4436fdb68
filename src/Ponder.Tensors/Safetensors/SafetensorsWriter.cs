using System.Buffers.Binary;
using System.Text.Json;

namespace Ponder.Tensors.Safetensors;

/// <summary>
/// Collects tensors and writes one safetensors file, atomically. The bytes depend on names, types, shapes, data and metadata only:
/// tensors are ordered by element width (widest first, so that data is aligned) and then by name, the header is padded with
/// spaces to a multiple of 8.
/// </summary>
public sealed partial class SafetensorsWriter
{
    private readonly SortedDictionary<string, Item> _items = new(StringComparer.Ordinal);

    /// <summary>The <c>__metadata__</c> map, written in ordinal order of its keys; nothing is written when empty.</summary>
    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a tensor whose bytes are produced when the file is written.</summary>
    /// <param name="name">A name not used before.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="shape">Extents, outermost first.</param>
    /// <param name="write">Writes exactly the tensor's bytes: little-endian, row-major.</param>
    public void Add(string name, SafetensorsDType dtype, ReadOnlySpan<long> shape, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var bits = (long)dtype.BitsOf();
        foreach (var extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            bits = checked(bits * extent);
        }

        if (bits % 8 != 0)
        {
            throw new ArgumentException($"tensor '{name}': {dtype.NameOf()} does not end at a byte boundary", nameof(shape));
        }

        if (name == "__metadata__" || !_items.TryAdd(name, new Item(dtype, shape.ToArray(), bits / 8, write)))
        {
            throw new ArgumentException($"the tensor name '{name}' is taken", nameof(name));
        }
    }

    /// <summary>Adds a tensor given by its bytes.</summary>
    /// <param name="name">A name not used before.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="shape">Extents, outermost first.</param>
    /// <param name="data">Little-endian, row-major; must not change until the file is written.</param>
    public void Add(string name, SafetensorsDType dtype, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data) =>
        Add(name, dtype, shape, stream => stream.Write(data.Span));

    /// <summary>Writes the file, replacing an older one only when everything is on disk.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; an older file is untouched.</exception>
    public void Save(string path) => AtomicFile.Write(path, WriteTo);

    /// <summary>Writes the file's bytes into a stream.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var ordered = _items.OrderByDescending(i => i.Value.DType.BitsOf()).ToArray();
        var header = Header(ordered);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (name, item) in ordered)
        {
            var before = stream.Position;
            item.Write(stream);
            var written = stream.Position - before;
            if (written != item.ByteLength)
            {
                throw new InvalidOperationException($"tensor '{name}': {written} bytes were written, its shape needs {item.ByteLength}");
            }
        }
    }

    private byte[] Header(IReadOnlyList<KeyValuePair<string, Item>> ordered)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in Metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            var position = 0L;
            foreach (var (name, item) in ordered)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", item.DType.NameOf());
                WriteNumbers(json, "shape", item.Shape);
                WriteNumbers(json, "data_offsets", [position, position + item.ByteLength]);
                json.WriteEndObject();
                position += item.ByteLength;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private sealed record Item(SafetensorsDType DType, long[] Shape, long ByteLength, Action<Stream> Write);
}
