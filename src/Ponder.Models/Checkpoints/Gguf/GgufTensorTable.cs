namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>Reads and checks the list of tensors of a GGUF file.</summary>
internal static class GgufTensorTable
{
    private const int MostRank = 4;

    public static IReadOnlyDictionary<string, GgufTensor> Read(GgufCursor cursor, int count, int alignment, long fileLength)
    {
        var infos = new List<GgufTensor>();
        for (var i = 0; i < count; i++)
        {
            infos.Add(ReadInfo(cursor, i, alignment));
        }

        var start = (cursor.Position + alignment - 1) / alignment * alignment;
        var tensors = new Dictionary<string, GgufTensor>(StringComparer.Ordinal);
        foreach (var info in infos)
        {
            if (info.Offset > fileLength - start || info.ByteLength > fileLength - start - info.Offset)
            {
                throw cursor.Fault(
                    $"tensor '{info.Name}' needs {info.ByteLength} bytes at byte {info.Offset} of the data, "
                    + $"which has {Math.Max(fileLength - start, 0)}; is the file truncated?");
            }

            if (!tensors.TryAdd(info.Name, info with { Offset = start + info.Offset }))
            {
                throw cursor.Fault($"tensor '{info.Name}' is listed twice");
            }
        }

        CheckOverlaps(cursor, tensors.Values);
        return tensors;
    }

    private static GgufTensor ReadInfo(GgufCursor cursor, int index, int alignment)
    {
        var name = cursor.Text($"name of tensor {index}");
        var rank = cursor.UInt32($"tensor '{name}': rank");
        if (rank > MostRank)
        {
            throw cursor.Fault($"tensor '{name}' has {rank} dimensions, the format allows {MostRank}");
        }

        var shape = new long[rank];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            var extent = cursor.UInt64($"tensor '{name}': extent");
            shape[i] = extent <= long.MaxValue ? (long)extent : throw cursor.Fault($"tensor '{name}': the extent {extent} is too large");
        }

        var id = cursor.UInt32($"tensor '{name}': type");
        if (!GgufTypes.TryFind(id, out var type, out var description))
        {
            throw cursor.Fault($"tensor '{name}' has tensor type {id}: {description}");
        }

        var offset = cursor.UInt64($"tensor '{name}': offset");
        if (offset % (ulong)alignment != 0 || offset > long.MaxValue)
        {
            throw cursor.Fault($"tensor '{name}' begins at byte {offset} of the data, which is no multiple of the alignment {alignment}");
        }

        return new GgufTensor(name, type, shape, (long)offset, ByteLength(cursor, name, type, shape));
    }

    private static long ByteLength(GgufCursor cursor, string name, GgufType type, long[] shape)
    {
        UInt128 count = 1;
        foreach (var extent in shape)
        {
            count *= (ulong)extent;
            if (count > long.MaxValue / 16)
            {
                throw cursor.Fault($"tensor '{name}': shape [{string.Join(", ", shape)}] overflows");
            }
        }

        var row = shape.Length == 0 ? 1 : shape[^1];
        return row % type.BlockOf() == 0
            ? (long)count / type.BlockOf() * type.BytesOf()
            : throw cursor.Fault(
                $"tensor '{name}' has rows of {row} elements, which is no multiple of the {type.BlockOf()} of a {type} block");
    }

    private static void CheckOverlaps(GgufCursor cursor, IEnumerable<GgufTensor> tensors)
    {
        GgufTensor? before = null;
        foreach (var tensor in tensors.Where(t => t.ByteLength > 0).OrderBy(t => t.Offset))
        {
            if (before is not null && tensor.Offset < before.Offset + before.ByteLength)
            {
                throw cursor.Fault($"the data of tensors '{before.Name}' and '{tensor.Name}' overlap");
            }

            before = tensor;
        }
    }
}
