using System.Globalization;
using System.Text.Json;
using Ponder.Runs.Storage;

namespace Ponder.Runs.Samples;

/// <summary><c>samples/</c>: the trajectories of a step in <c>step-000012.jsonl</c>, one per line.</summary>
/// <param name="folder">The folder; made on the first write.</param>
public sealed class SampleStore(string folder)
{
    private const string Prefix = "step-";
    private const string Suffix = ".jsonl";

    /// <summary>Writes the trajectories of a step, whole or not at all; a file of the same step is replaced.</summary>
    /// <exception cref="RunStorageException">The disk is full or the folder cannot be written.</exception>
    public void Write(long step, IEnumerable<SampleRecord> samples)
    {
        using var text = new MemoryStream();
        foreach (var sample in samples)
        {
            JsonSerializer.Serialize(text, sample, RunJson.Line);
            text.WriteByte((byte)'\n');
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStorageException(folder, exception);
        }

        DurableFile.Write(PathOf(step), text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <summary>The steps that have trajectories, in order.</summary>
    public IReadOnlyList<long> Steps() =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}").Select(StepOf).OfType<long>().Order()]
            : [];

    /// <summary>The trajectories of a step; empty where it has none.</summary>
    public IReadOnlyList<SampleRecord> Read(long step) =>
        File.Exists(PathOf(step))
            ? [.. LineLog.ReadLines(PathOf(step)).Select(line => JsonSerializer.Deserialize<SampleRecord>(line, RunJson.Line)!)]
            : [];

    /// <summary>Drops the trajectories of later steps: a resumed run writes them again.</summary>
    public void TruncateAfter(long step)
    {
        foreach (var later in Steps().Where(later => later > step))
        {
            File.Delete(PathOf(later));
        }
    }

    private string PathOf(long step) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D6}{Suffix}"));

    private static long? StepOf(string path) =>
        long.TryParse(Path.GetFileName(path)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            ? step
            : null;
}
