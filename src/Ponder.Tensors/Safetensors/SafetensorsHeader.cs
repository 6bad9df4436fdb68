using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace Ponder.Tensors.Safetensors;

/// <summary>
/// The header of a safetensors file: 8 bytes of little-endian length N, then N bytes of JSON that describe the data part.
/// Everything is checked here, before anything is allocated for data: JSON, types, extents with overflow, and that the tensors
/// cover the data part exactly, without holes, overlaps or trailing bytes (https://github.com/huggingface/safetensors, format).
/// </summary>
public sealed class SafetensorsHeader
{
    /// <summary>The format's limit on the header, in bytes.</summary>
    public const int MaxLength = 100_000_000;

    private const int LengthBytes = 8;

    private SafetensorsHeader(
        IReadOnlyDictionary<string, SafetensorsEntry> tensors,
        IReadOnlyDictionary<string, string> metadata,
        long dataStart)
    {
        Tensors = tensors;
        Metadata = metadata;
        DataStart = dataStart;
    }

    /// <summary>Tensors by name, in the order of the header.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors { get; }

    /// <summary>The <c>__metadata__</c> map; empty when absent.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Offset of the data part in the file.</summary>
    public long DataStart { get; }

    /// <summary>Reads and checks the header of a file.</summary>
    /// <exception cref="CheckpointException">The file breaks a rule of the format.</exception>
    public static SafetensorsHeader Read(MappedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var path = file.Path;
        if (file.Length < LengthBytes)
        {
            throw Fault(path, $"the file has {file.Length} bytes, too few for the {LengthBytes}-byte header length");
        }

        var prefix = file.Slice(0, LengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength)
        {
            throw Fault(path, prefix.SequenceEqual("version "u8)
                ? "this is a git-lfs pointer, not the file itself; fetch it with `git lfs pull`"
                : $"the header claims {length} bytes, the format allows {MaxLength}; is this a safetensors file?");
        }

        var follows = file.Length - LengthBytes;
        if (length > (ulong)follows)
        {
            throw Fault(path, $"the header claims {length} bytes, but only {follows} follow; is the file truncated?");
        }

        return Parse(file.Slice(LengthBytes, (int)length), follows - (int)length, path);
    }

    /// <summary>Checks a header.</summary>
    /// <param name="json">The JSON part.</param>
    /// <param name="dataLength">Bytes that follow it in the file.</param>
    /// <param name="path">The file's name for messages.</param>
    /// <exception cref="CheckpointException">The header breaks a rule of the format.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength, string path)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw Fault(path, "the header must begin with {");
        }

        if (!Utf8.IsValid(json))
        {
            throw Fault(path, "the header is not valid UTF-8");
        }

        var parser = new HeaderParser(path);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
            parser.ReadObject(ref reader);
            if (reader.Read())
            {
                throw Fault(path, "the header goes on after its JSON object");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an unpaired surrogate escape in a string.
            throw new CheckpointException($"{path}: the header is not valid JSON: {e.Message}", e);
        }

        CheckCoverage(parser.Tensors.Values, dataLength, path);
        return new SafetensorsHeader(parser.Tensors, parser.Metadata, LengthBytes + json.Length);
    }

    internal static CheckpointException Fault(string path, string what) => new($"{path}: {what}");

    private static void CheckCoverage(IEnumerable<SafetensorsEntry> entries, long dataLength, string path)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (entry.Begin != position)
            {
                var what = entry.Begin > position ? "leaves a hole" : "overlaps the tensor before it";
                throw Fault(path, $"tensor '{entry.Name}' {what}: it begins at byte {entry.Begin} of the data, expected {position}");
            }

            CheckSize(entry, path);
            position = entry.End;
        }

        if (position != dataLength)
        {
            throw Fault(path, position > dataLength
                ? $"the tensors need {position} bytes of data, the file has {dataLength}; is it truncated?"
                : $"{dataLength - position} bytes follow the last tensor; nothing may");
        }
    }

    private static void CheckSize(SafetensorsEntry entry, string path)
    {
        UInt128 bits = 1;
        foreach (var extent in entry.Shape)
        {
            bits *= (ulong)extent;
            if (bits > long.MaxValue)
            {
                throw Fault(path, $"tensor '{entry.Name}': shape {entry.ShapeText} overflows");
            }
        }

        bits *= (uint)entry.DType.BitsOf();
        if (bits > long.MaxValue)
        {
            throw Fault(path, $"tensor '{entry.Name}': shape {entry.ShapeText} overflows");
        }

        if (bits % 8 != 0)
        {
            throw Fault(path, $"tensor '{entry.Name}': {entry.DType.NameOf()} {entry.ShapeText} does not end at a byte boundary");
        }

        if (bits / 8 != (ulong)entry.ByteLength)
        {
            throw Fault(
                path,
                $"tensor '{entry.Name}': {entry.DType.NameOf()} {entry.ShapeText} needs {bits / 8} bytes, "
                + $"data_offsets give {entry.ByteLength}");
        }
    }
}
