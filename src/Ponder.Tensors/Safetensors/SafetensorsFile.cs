using System.IO.MemoryMappedFiles;

namespace Ponder.Tensors.Safetensors;

/// <summary>
/// A memory-mapped safetensors file. Opening checks the whole header and reads no data; tensors are views of the map until
/// something copies them.
/// </summary>
/// <remarks>Reading is thread-safe; spans are valid until <see cref="Dispose"/>.</remarks>
public sealed partial class SafetensorsFile : IDisposable
{
    private readonly SafetensorsHeader _header;
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private unsafe byte* _data;

    private unsafe SafetensorsFile(string path, SafetensorsHeader header, MemoryMappedFile? map)
    {
        Path = path;
        _header = header;
        _map = map;
        if (map is not null)
        {
            _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            _data = start + _view.PointerOffset + header.DataStart;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Tensors by name, in the order of the header.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors => _header.Tensors;

    /// <summary>The <c>__metadata__</c> map; empty when absent.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header completely.</summary>
    /// <exception cref="CheckpointException">The file is missing or breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        SafetensorsHeader header;
        try
        {
            using var stream = File.OpenRead(path);
            header = SafetensorsHeader.Read(stream, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"{path}: no such file", e);
        }

        var hasData = header.Tensors.Values.Any(t => t.ByteLength > 0);
        var map = hasData
            ? MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read)
            : null;
        return new SafetensorsFile(path, header, map);
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
    public unsafe ReadOnlySpan<byte> Slice(SafetensorsEntry entry, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, entry.ByteLength, nameof(length));
        if (length == 0)
        {
            return [];
        }

        ObjectDisposedException.ThrowIf(_data is null, this);
        return new ReadOnlySpan<byte>(_data + entry.Begin + offset, length);
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
    public unsafe void Dispose()
    {
        if (_data is not null)
        {
            _data = null;
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view?.Dispose();
        _map?.Dispose();
    }
}
