using System.Buffers.Binary;
using System.Globalization;
using Ponder.Runs.Metrics;
using Ponder.Runs.Storage;

namespace Ponder.Runs.TensorBoard;

/// <summary>
/// Writes scalars as a TensorBoard event file: TFRecord frames (length, masked CRC-32C, data, masked CRC-32C) around
/// <c>tensorflow.Event</c> messages.
/// </summary>
/// <remarks>Every life of a run writes a file of its own; a resumed one tells TensorBoard to forget the steps that it does again.</remarks>
public sealed class TensorBoardWriter : IDisposable
{
    // Field numbers of tensorflow/core/util/event.proto and framework/summary.proto.
    private const int EventWallTime = 1, EventStep = 2, EventFileVersion = 3, EventSummary = 5, EventSessionLog = 7;
    private const int SummaryValue = 1, ValueTag = 1, ValueSimple = 2, SessionStatus = 1, SessionStart = 1;
    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    /// <summary>Creates an event file in a folder.</summary>
    /// <param name="folder">The folder; made if needed.</param>
    /// <param name="time">Wall times of the events.</param>
    /// <param name="resumedAfter">The last step of the checkpoint that the run goes on from; null for a fresh run.</param>
    /// <exception cref="RunStorageException">The file cannot be created.</exception>
    public TensorBoardWriter(string folder, TimeProvider time, long? resumedAfter = null)
    {
        _time = time;
        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{milliseconds / 1000}.{milliseconds % 1000:D3}.ponder");
        try
        {
            Directory.CreateDirectory(folder);
            _stream = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStorageException(folder, exception);
        }

        WriteFrame(Event(step: 0).Text(EventFileVersion, "brain.Event:2"));
        if (resumedAfter is { } step)
        {
            WriteFrame(Event(step + 1).Message(EventSessionLog, new ProtobufWriter().Integer(SessionStatus, SessionStart)));
        }
    }

    /// <summary>Writes all values of a row as scalars of its step.</summary>
    /// <exception cref="RunStorageException">The disk is full.</exception>
    public void Write(MetricsRow row)
    {
        var summary = new ProtobufWriter();
        foreach (var (name, value) in row.Values)
        {
            summary.Message(SummaryValue, new ProtobufWriter().Text(ValueTag, name).Single(ValueSimple, (float)value));
        }

        WriteFrame(Event(row.Step).Message(EventSummary, summary));
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private ProtobufWriter Event(long step) =>
        new ProtobufWriter().Double(EventWallTime, _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0).Integer(EventStep, step);

    private void WriteFrame(ProtobufWriter message)
    {
        var data = message.ToArray();
        var frame = new byte[data.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), MaskedCrc32C.Of(frame.AsSpan(0, 8)));
        data.CopyTo(frame, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + data.Length), MaskedCrc32C.Of(data));
        try
        {
            _stream.Write(frame);
        }
        catch (IOException exception)
        {
            throw new RunStorageException(_stream.Name, exception);
        }
    }
}
