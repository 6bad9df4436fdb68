using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary>Judges lines on all cores and writes the verdicts in the order of the input, as soon as they are there.</summary>
/// <param name="judge">Judges a row.</param>
/// <param name="output">Takes one JSON line per verdict.</param>
/// <param name="explanations">Takes evidence for readers; null where none is wanted.</param>
internal sealed class VerifyRun(IRowJudge judge, TextWriter output, TextWriter? explanations)
{
    // Lines that may be judged or wait to be written: enough that one slow case does not stop the others.
    private const int Window = 1024;

    // Lines that are judged at once: judging a program is mostly waiting, and every line that waits holds a thread.
    private static readonly int s_atOnce = 4 * Environment.ProcessorCount;

    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Judges every line.</summary>
    /// <param name="input">JSON Lines; empty ones are skipped.</param>
    /// <param name="source">The name of the input, for messages.</param>
    /// <param name="progress">Is told after every verdict, with the bytes of the input that are judged.</param>
    /// <param name="cancellation">Stops between lines.</param>
    /// <exception cref="Ponder.Text.UserException">A broken line; the verdicts of the lines before it are written.</exception>
    public async Task<VerifySummary> JudgeAsync(
        TextReader input, string source, Action<VerifySummary, long> progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = Channel.CreateBounded<Task<Judged>>(new BoundedChannelOptions(Window) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(input, source, queue.Writer, stop.Token), CancellationToken.None);
        var summary = new VerifySummary();
        try
        {
            await foreach (var pending in queue.Reader.ReadAllAsync(cancellation))
            {
                var judged = await pending;
                await output.WriteLineAsync(judged.Line);
                if (explanations is not null)
                {
                    await explanations.WriteLineAsync(judged.Explanation);
                }

                summary.Count(judged.Verdict);
                progress(summary, judged.Bytes);
                if (!queue.Reader.TryPeek(out var next) || !next.IsCompleted)
                {
                    await output.FlushAsync(cancellation);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await output.FlushAsync(CancellationToken.None);
        }

        await reading;
        return summary;
    }

    private async Task ReadAsync(TextReader input, string source, ChannelWriter<Task<Judged>> queue, CancellationToken stop)
    {
        Exception? failure = null;
        var places = new SemaphoreSlim(s_atOnce);
        try
        {
            long number = 0, row = 0, bytes = 0;
            while (await input.ReadLineAsync(stop) is { } line)
            {
                number++;
                bytes += Encoding.UTF8.GetByteCount(line) + 1;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                var (at, index, end) = (number, row++, bytes);
                await places.WaitAsync(stop);
                await queue.WriteAsync(Task.Run(() => Judge(line, source, at, index, end, places), CancellationToken.None), stop);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            queue.Complete(failure);
        }
    }

    private Judged Judge(string line, string source, long number, long index, long bytes, SemaphoreSlim places)
    {
        try
        {
            return Judge(VerifyRow.Parse(line, source, number), index) with { Bytes = bytes };
        }
        finally
        {
            places.Release();
        }
    }

    private Judged Judge(VerifyRow row, long index)
    {
        var start = Stopwatch.GetTimestamp();
        var verdict = judge.Judge(row);
        var milliseconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3);
        var id = row.Id.ValueKind == JsonValueKind.Undefined ? index.ToString(System.Globalization.CultureInfo.InvariantCulture) : row.Id.GetRawText();
        return new Judged(verdict, Line(id, verdict, milliseconds), explanations is null ? "" : Explanation(id, verdict));
    }

    private string Line(string id, Verdict verdict, double milliseconds)
    {
        using var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer, s_json))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            json.WriteRawValue(id);
            json.WriteString("verdict", VerifySummary.Word(verdict.Outcome));
            if (verdict.Outcome == Outcome.Undecided)
            {
                json.WriteNull("score");
            }
            else
            {
                json.WriteNumber("score", verdict.Score);
            }

            json.WriteString("reason", verdict.Reason);
            json.WriteString("extracted", verdict.Extracted);
            json.WriteNumber("ms", milliseconds);
            if (explanations is not null)
            {
                json.WriteNumber("cost", verdict.Cost);
                json.WriteString("evidence", verdict.Evidence);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Explanation(string id, Verdict verdict)
    {
        var text = new StringBuilder();
        text.Append($"{id}: {VerifySummary.Word(verdict.Outcome)} ({verdict.Reason})");
        text.Append(verdict.Extracted is { } extracted ? $"\n  extracted: {extracted}" : "\n  nothing extracted");
        foreach (var line in (verdict.Evidence ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("\n  ").Append(line);
        }

        return text.ToString();
    }

    private sealed record Judged(Verdict Verdict, string Line, string Explanation)
    {
        /// <summary>Where the line ends in the input.</summary>
        public long Bytes { get; init; }
    }
}
