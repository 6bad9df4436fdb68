using System.Text.Json;
using Ponder.Runs.Storage;

namespace Ponder.Runs.Metrics;

/// <summary><c>metrics.jsonl</c>: one object per step, handed to the operating system before the step counts as done.</summary>
/// <remarks>One writer at a time; readers may read while it grows.</remarks>
public sealed class MetricsLog : IDisposable
{
    private readonly LineLog _lines;

    /// <summary>Opens or creates the file; a torn last line is cut away.</summary>
    /// <exception cref="RunStorageException">The file cannot be opened for writing.</exception>
    public MetricsLog(string path) => _lines = new LineLog(path);

    /// <summary>Adds the row of a step.</summary>
    /// <exception cref="RunStorageException">The disk is full; none of the row is left in the file.</exception>
    public void Append(MetricsRow row) => _lines.Append(row.ToJson());

    /// <summary>Drops the rows of later steps, and what follows an unreadable row: a resumed run writes them again.</summary>
    public void TruncateAfter(long step) => _lines.KeepWhile(line => StepOf(line) <= step);

    /// <summary>Flushes to the disk itself; call it with each checkpoint.</summary>
    public void Sync() => _lines.Sync();

    /// <summary>All whole rows of a file, in order; empty where there is no file.</summary>
    public static IReadOnlyList<MetricsRow> Read(string path) =>
        File.Exists(path) ? [.. LineLog.ReadLines(path).Select(MetricsRow.FromJson)] : [];

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static long? StepOf(string line)
    {
        try
        {
            return MetricsRow.FromJson(line).Step;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
