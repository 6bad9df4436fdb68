using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// A memory-mapped GGUF file, version 2 or 3 (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). Opening checks the whole
/// head: counts, lengths, types, extents, alignment, bounds and overlaps; no data is read.
/// </summary>
/// <remarks>Reading is thread-safe; spans are valid until <see cref="Dispose"/>.</remarks>
public sealed class GgufFile : IDisposable
{
    private const int DefaultAlignment = 32;
    private readonly MappedFile _map;

    private GgufFile(MappedFile map)
    {
        _map = map;
        var cursor = new GgufCursor(map);
        (Version, var tensors, var keys) = ReadHeader(cursor);
        Metadata = new GgufMetadata(map.Path, ReadMetadata(cursor, keys));
        Alignment = ReadAlignment();
        Tensors = GgufTensorTable.Read(cursor, tensors, Alignment, map.Length);
    }

    /// <summary>The file.</summary>
    public string Path => _map.Path;

    /// <summary>Version of the format, 2 or 3.</summary>
    public int Version { get; }

    /// <summary>Every tensor begins at a multiple of this many bytes.</summary>
    public int Alignment { get; }

    /// <summary>Keys and values.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>Tensors by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors { get; }

    /// <summary>Opens a file and checks its head completely.</summary>
    /// <exception cref="CheckpointException">The file is missing or breaks a rule of the format.</exception>
    public static GgufFile Open(string path)
    {
        var map = MappedFile.Open(path);
        try
        {
            return new GgufFile(map);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>A part of a tensor's bytes as stored.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="offset">First byte within the tensor.</param>
    /// <param name="length">Number of bytes.</param>
    public ReadOnlySpan<byte> Slice(GgufTensor tensor, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - length);
        return _map.Slice(tensor.Offset + offset, length);
    }

    /// <summary>De-quantises elements of a tensor to fp32, bit for bit as the reference implementations do.</summary>
    /// <param name="tensor">A tensor of this file.</param>
    /// <param name="first">First element; a multiple of the type's block.</param>
    /// <param name="values">Receives the values; its length must be a multiple of the type's block.</param>
    /// <exception cref="CheckpointException">The tensor's type has no decoder here; the message names it.</exception>
    public void ReadFloats(GgufTensor tensor, long first, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!GgufDecoder.CanDecode(tensor.Type))
        {
            throw new CheckpointException($"{Path}: tensor '{tensor.Name}' has type {tensor.Type}, which cannot be decoded here");
        }

        var (block, bytes) = (tensor.Type.BlockOf(), tensor.Type.BytesOf());
        var most = int.MaxValue / 2 / bytes;
        for (var done = 0; done < values.Length;)
        {
            var blocks = Math.Min((values.Length - done) / block, most);
            var raw = Slice(tensor, (first + done) / block * bytes, blocks * bytes);
            GgufDecoder.Decode(tensor.Type, raw, values.Slice(done, blocks * block));
            done += blocks * block;
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _map.Dispose();

    private static (int Version, int Tensors, int Keys) ReadHeader(GgufCursor cursor)
    {
        var magic = cursor.Bytes(4, "the magic");
        if (!magic.SequenceEqual("GGUF"u8))
        {
            throw cursor.Fault(magic.SequenceEqual("vers"u8)
                ? "this is a git-lfs pointer, not the file itself; fetch it with `git lfs pull`"
                : "the file does not begin with GGUF; is it a GGUF file?");
        }

        var version = cursor.UInt32("the version");
        if (version is not (2 or 3))
        {
            throw cursor.Fault((version & 0xffff) == 0 && version != 0
                ? "the file is big-endian; convert it to little-endian first"
                : $"version {version} of the format is not supported, expected 2 or 3");
        }

        var tensors = cursor.Count(24, "the number of tensors");
        return ((int)version, tensors, cursor.Count(13, "the number of keys"));
    }

    private static Dictionary<string, object> ReadMetadata(GgufCursor cursor, int count)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var key = cursor.Text($"key {i}");
            var type = cursor.UInt32($"key '{key}': type");
            if (!values.TryAdd(key, cursor.Value(type, $"key '{key}'")))
            {
                throw cursor.Fault($"key '{key}' is given twice");
            }
        }

        return values;
    }

    private int ReadAlignment()
    {
        var alignment = Metadata.IntegerOf("general.alignment") ?? DefaultAlignment;
        return alignment is > 0 and <= int.MaxValue && long.IsPow2(alignment)
            ? (int)alignment
            : throw new CheckpointException($"{Path}: general.alignment is {alignment}, expected a power of two");
    }
}
