namespace Ponder.Tensors.Safetensors;

/// <summary>
/// A memory-mapped safetensors file. Opening checks the whole header and reads no data; tensors are views of the map until
/// something copies them.
/// </summary>
/// <remarks>Reading is thread-safe; spans are valid until <see cref="Dispose"/>.</remarks>
public sealed partial class SafetensorsFile : IDisposable
{
    private readonly MappedFile _map;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(MappedFile map, SafetensorsHeader header)
    {
        _map = map;
        _header = header;
    }

    /// <summary>The file.</summary>
    public string Path => _map.Path;

    /// <summary>Tensors by name, in the order of the header.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors => _header.Tensors;

    /// <summary>The <c>__metadata__</c> map; empty when absent.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header completely.</summary>
    /// <exception cref="CheckpointException">The file is missing or breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        var map = MappedFile.Open(path);
        try
        {
            return new SafetensorsFile(map, SafetensorsHeader.Read(map));
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>The entry of a tensor.</summary>
    /// <exception cref="CheckpointException">There is no tensor of that name.</exception>
    public SafetensorsEntry this[string name] => Tensors.TryGetValue(name, out var entry)
        ? entry
        : throw SafetensorsHeader.Fault(Path, $"there is no tensor '{name}' among its {Tensors.Count}");

    /// <summary>A part of a tensor's bytes as stored: little-endian, row-major.</summary>
    /// <param name="entry">A tensor of this file.</param>
    /// <param name="offset">First byte within the tensor.</param>
    /// <param name="length">Number of bytes.</param>
    public ReadOnlySpan<byte> Slice(SafetensorsEntry entry, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, entry.ByteLength - length);
        return _map.Slice(_header.DataStart + entry.Begin + offset, length);
    }

    /// <summary>All bytes of a tensor as stored; at most 2 GiB.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or it is larger than a span can be.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        var entry = this[name];
        return entry.ByteLength <= int.MaxValue
            ? Slice(entry, 0, (int)entry.ByteLength)
            : throw SafetensorsHeader.Fault(Path, $"tensor '{name}' has {entry.ByteLength} bytes; read it in slices or as a tensor");
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _map.Dispose();
}
