namespace Ponder.Runs.Storage;

/// <summary>
/// A file of lines that only grows. A line is acknowledged when <see cref="Append"/> returns: from then on it survives the death of
/// the process. A line that a dying process left torn at the end is cut away on opening.
/// </summary>
/// <remarks>Not thread-safe: one writer at a time.</remarks>
internal sealed class LineLog : IDisposable
{
    private const byte NewLine = (byte)'\n';
    private readonly FileStream _stream;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="RunStorageException">The file cannot be opened for writing.</exception>
    public LineLog(string path)
    {
        Path = path;
        try
        {
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var whole = WholeLinesLength(_stream);
            if (whole < _stream.Length)
            {
                _stream.SetLength(whole);
            }

            _stream.Position = whole;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStorageException(path, exception);
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes one line; it must not hold a line break.</summary>
    /// <exception cref="RunStorageException">The line could not be written; none of it is left in the file.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        var bytes = new byte[line.Length + 1];
        line.CopyTo(bytes);
        bytes[^1] = NewLine;
        var start = _stream.Position;
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException exception)
        {
            TryCutTo(start);
            throw new RunStorageException(Path, exception);
        }
    }

    /// <summary>Flushes what was written to the disk itself, against a power cut.</summary>
    public void Sync() => _stream.Flush(flushToDisk: true);

    /// <summary>Keeps the leading lines for which <paramref name="keep"/> holds, and cuts from the first other one.</summary>
    public void KeepWhile(Func<string, bool> keep)
    {
        long length = 0;
        foreach (var line in ReadLines(Path))
        {
            if (!keep(line))
            {
                break;
            }

            length += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
        }

        CutTo(length);
    }

    /// <summary>The whole lines of a file; a torn last line is left out.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = WholeLinesLength(stream);
        stream.Position = 0;
        using var reader = new StreamReader(stream);
        long read = 0;
        while (read < length && reader.ReadLine() is { } line)
        {
            read += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
            yield return line;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // What cannot be cut now is cut when the file is opened again.
    private void TryCutTo(long length)
    {
        try
        {
            CutTo(length);
        }
        catch (IOException)
        {
        }
    }

    private void CutTo(long length)
    {
        _stream.SetLength(length);
        _stream.Position = length;
    }

    private static long WholeLinesLength(FileStream stream)
    {
        Span<byte> block = stackalloc byte[4096];
        var end = stream.Length;
        while (end > 0)
        {
            var start = Math.Max(0, end - block.Length);
            stream.Position = start;
            var part = block[..(int)(end - start)];
            stream.ReadExactly(part);
            if (part.LastIndexOf(NewLine) is >= 0 and var place)
            {
                return start + place + 1;
            }

            end = start;
        }

        return 0;
    }
}
