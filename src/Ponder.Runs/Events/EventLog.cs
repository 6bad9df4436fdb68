using System.Text.Json;
using Ponder.Runs.Storage;

namespace Ponder.Runs.Events;

/// <summary><c>events.jsonl</c>: what happened, with the time. A resumed run keeps the events of its earlier lives.</summary>
/// <remarks>One writer at a time; readers may read while it grows.</remarks>
public sealed class EventLog : IDisposable
{
    private readonly LineLog _lines;
    private readonly TimeProvider _time;

    /// <summary>Opens or creates the file; a torn last line is cut away.</summary>
    /// <exception cref="RunStorageException">The file cannot be opened for writing.</exception>
    public EventLog(string path, TimeProvider time)
    {
        _lines = new LineLog(path);
        _time = time;
    }

    /// <summary>Adds an event.</summary>
    /// <param name="kind">A kind of <see cref="RunEvent.Kind"/>.</param>
    /// <param name="text">One sentence.</param>
    /// <param name="step">The last finished step.</param>
    /// <exception cref="RunStorageException">The disk is full; none of the event is left in the file.</exception>
    public void Add(string kind, string text, long? step = null) => _lines.Append(JsonSerializer.SerializeToUtf8Bytes(
        new RunEvent { Time = _time.GetUtcNow(), Kind = kind, Text = text, Step = step }, RunJson.Line));

    /// <summary>Flushes to the disk itself.</summary>
    public void Sync() => _lines.Sync();

    /// <summary>All whole events of a file; empty where there is no file.</summary>
    public static IReadOnlyList<RunEvent> Read(string path) =>
        File.Exists(path)
            ? [.. LineLog.ReadLines(path).Select(line => JsonSerializer.Deserialize<RunEvent>(line, RunJson.Line)!)]
            : [];

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
