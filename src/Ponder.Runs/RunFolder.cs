using System.Globalization;
using Ponder.Runs.Storage;
using Ponder.Text;

namespace Ponder.Runs;

/// <summary>
/// <c>runs/&lt;name&gt;/&lt;id&gt;/</c>: everything that a run leaves behind. Ids are times in UTC, so they sort by age.
/// </summary>
public sealed class RunFolder
{
    private const string CheckpointPrefix = "step-";

    private RunFolder(string path) => Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The recipe's name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)) ?? "";

    /// <summary>The run's id, for example <c>20261121-145821-123</c>.</summary>
    public string Id => System.IO.Path.GetFileName(Path);

    /// <summary><c>recipe.resolved.yaml</c>: the recipe with every default written out.</summary>
    public string RecipePath => PathTo("recipe.resolved.yaml");

    /// <summary><c>lineage.json</c>: inputs by hash, code version, machine, final weights.</summary>
    public string LineagePath => PathTo("lineage.json");

    /// <summary><c>metrics.jsonl</c>: one object per step.</summary>
    public string MetricsPath => PathTo("metrics.jsonl");

    /// <summary><c>events.jsonl</c>: what happened, with the time.</summary>
    public string EventsPath => PathTo("events.jsonl");

    /// <summary><c>tb/</c>: TensorBoard event files.</summary>
    public string TensorBoardPath => PathTo("tb");

    /// <summary><c>samples/</c>: trajectories.</summary>
    public string SamplesPath => PathTo("samples");

    /// <summary><c>checkpoints/</c>.</summary>
    public string CheckpointsPath => PathTo("checkpoints");

    /// <summary><c>report.html</c>.</summary>
    public string ReportPath => PathTo("report.html");

    /// <summary>Creates a new run.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="name">The recipe's name.</param>
    /// <param name="time">Where the id comes from.</param>
    /// <param name="label">Appended to the id, for example <c>seed2</c>.</param>
    /// <exception cref="RunStorageException">The folder cannot be created.</exception>
    public static RunFolder Create(string root, string name, TimeProvider time, string? label = null)
    {
        var now = time.GetUtcNow();
        var suffix = label is null ? "" : $"-{label}";
        for (var extra = 0; ; extra++)
        {
            var id = now.AddMilliseconds(extra).ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture) + suffix;
            var path = System.IO.Path.Combine(root, name, id);
            if (Directory.Exists(path))
            {
                continue;
            }

            try
            {
                Directory.CreateDirectory(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new RunStorageException(path, exception);
            }

            return new RunFolder(path);
        }
    }

    /// <summary>Opens a run that exists.</summary>
    /// <param name="path">Its folder, or the folder of all runs of a recipe: then the newest one.</param>
    /// <exception cref="UserException">There is no run.</exception>
    public static RunFolder Open(string path)
    {
        if (IsRun(path))
        {
            return new RunFolder(path);
        }

        if (Directory.Exists(path) && Newest(path) is { } newest)
        {
            return newest;
        }

        throw new UserException(
            $"{path}: no run here: expected a folder with recipe.resolved.yaml and metrics.jsonl, such as runs/quickstart/20261121-145821-123, "
            + $"or the folder above it for the newest run; {(Directory.Exists(path) ? "this folder has neither" : "the folder does not exist")}.");
    }

    /// <summary>The newest run of a recipe, or null where there is none.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="name">The recipe's name.</param>
    /// <param name="label">Only runs that were created with this label; null for all.</param>
    public static RunFolder? Latest(string root, string name, string? label = null) => Newest(System.IO.Path.Combine(root, name), label);

    /// <summary><c>checkpoints/step-N</c>.</summary>
    public string CheckpointPath(long step) => System.IO.Path.Combine(CheckpointsPath, $"{CheckpointPrefix}{step}");

    /// <summary>The steps that have a checkpoint, in order. Folders that are still being written have other names.</summary>
    public IReadOnlyList<long> CheckpointSteps() =>
        Directory.Exists(CheckpointsPath)
            ? [.. from folder in Directory.EnumerateDirectories(CheckpointsPath, $"{CheckpointPrefix}*")
                  let number = System.IO.Path.GetFileName(folder)[CheckpointPrefix.Length..]
                  where number.Length > 0 && number.All(char.IsAsciiDigit)
                  let step = long.Parse(number, CultureInfo.InvariantCulture)
                  orderby step
                  select step]
            : [];

    /// <summary>A path inside the folder.</summary>
    public string PathTo(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Keeps other processes from writing the same run until the result is disposed of, or this process dies.</summary>
    /// <exception cref="UserException">Another process is at work on the run.</exception>
    public IDisposable Lock()
    {
        var path = PathTo(".lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new RunStorageException(path, exception);
        }
        catch (IOException exception)
        {
            throw new UserException($"{Path}: another process is working on this run; wait for it or end it first.", exception);
        }
    }

    private static bool IsRun(string path) =>
        File.Exists(System.IO.Path.Combine(path, "recipe.resolved.yaml")) || File.Exists(System.IO.Path.Combine(path, "metrics.jsonl"));

    private static RunFolder? Newest(string folder, string? label = null) =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Where(IsRun)
                .Where(path => label is null || path.EndsWith($"-{label}", StringComparison.Ordinal))
                .OrderDescending(StringComparer.Ordinal).Select(path => new RunFolder(path)).FirstOrDefault()
            : null;
}
