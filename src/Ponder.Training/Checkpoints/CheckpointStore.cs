using System.Globalization;
using System.Text.Json;
using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Training.Checkpoints;

/// <summary>
/// The <c>checkpoints/</c> folder of a run. A checkpoint is written beside its place and renamed when all of it is on disk,
/// so whatever is named <c>step-N</c> is whole, wherever the process was killed.
/// </summary>
/// <param name="folder">The run's checkpoint folder.</param>
/// <param name="keep">How many of the newest checkpoints stay.</param>
public sealed class CheckpointStore(string folder, int keep)
{
    private const string Prefix = "step-";
    private const string Replaced = ".replaced";
    private const string StateFile = "state.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The newest whole checkpoint, or null.</summary>
    public string? Latest() => All() is [.., var newest] ? newest : null;

    /// <summary>All whole checkpoints, oldest first.</summary>
    public IReadOnlyList<string> All() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder, Prefix + "*").Where(d => StepOf(d) >= 0).OrderBy(StepOf)]
        : [];

    /// <summary>Where a run stood when a checkpoint was written.</summary>
    /// <exception cref="UserException">The state file is missing or damaged.</exception>
    public static TrainState ReadState(string checkpoint)
    {
        var path = Path.Combine(checkpoint, StateFile);
        try
        {
            return JsonSerializer.Deserialize<TrainState>(File.ReadAllText(path))
                ?? throw new UserException($"{path}: empty; this checkpoint cannot be resumed.");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new UserException($"{path}: cannot be read ({e.Message}); delete this checkpoint to resume from the one before.", e);
        }
    }

    /// <summary>Writes a checkpoint and deletes those that are too old.</summary>
    /// <param name="state">Where the run stands.</param>
    /// <param name="write">Writes model, tokenizer and optimiser into a folder.</param>
    /// <returns>The checkpoint's folder.</returns>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; older checkpoints are untouched.</exception>
    public string Save(TrainState state, Action<string> write)
    {
        var place = Path.Combine(folder, Prefix + state.Step.ToString(CultureInfo.InvariantCulture));
        var partial = place + ".partial";
        Directory.CreateDirectory(folder);
        Delete(partial);
        Directory.CreateDirectory(partial);
        try
        {
            write(partial);
            AtomicFile.WriteText(Path.Combine(partial, StateFile), JsonSerializer.Serialize(state, Json));
            Replace(place, partial);
            AtomicFile.WriteText(Path.Combine(folder, "latest"), Path.GetFileName(place) + "\n");
        }
        catch
        {
            Delete(partial);
            throw;
        }
        foreach (var old in All().Where(d => d != place).SkipLast(Math.Max(0, keep - 1)))
        {
            Delete(old);
        }
        return place;
    }

    /// <summary>Puts a whole checkpoint in its place. An older one of the same step steps aside first, and counts until the new one is there.</summary>
    private static void Replace(string place, string whole)
    {
        Delete(place + Replaced);
        if (Directory.Exists(place))
        {
            Directory.Move(place, place + Replaced);
        }
        Directory.Move(whole, place);
        Delete(place + Replaced);
    }

    private static int StepOf(string path)
    {
        var name = Path.GetFileName(path);
        name = name.EndsWith(Replaced, StringComparison.Ordinal) && !Directory.Exists(path[..^Replaced.Length]) ? name[..^Replaced.Length] : name;
        return int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
