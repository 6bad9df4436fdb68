namespace Ponder.Runs.Storage;

/// <summary>Small files that are there whole or not at all, whenever the process dies.</summary>
public static class DurableFile
{
    /// <summary>Writes a file: a temporary one beside it, flushed to the disk, then renamed over it.</summary>
    /// <exception cref="RunStorageException">The disk is full, or the folder cannot be written. The old file is kept.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new RunStorageException(path, exception);
        }
    }

    /// <summary>Writes a text file in UTF-8 without a byte-order mark.</summary>
    /// <exception cref="RunStorageException">The disk is full, or the folder cannot be written. The old file is kept.</exception>
    public static void Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));
}
