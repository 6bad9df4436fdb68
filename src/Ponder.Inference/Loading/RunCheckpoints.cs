using System.Globalization;
using Ponder.Text;

namespace Ponder.Inference.Loading;

/// <summary>Finds the newest checkpoint of a run, so that a run can be named where a model is wanted.</summary>
internal static class RunCheckpoints
{
    private const string Prefix = "step-";
    private const string RecipeFile = "recipe.resolved.yaml";

    /// <summary>The newest checkpoint below a run folder or a recipe's folder of runs; null where the path is neither.</summary>
    public static string? Newest(string path)
    {
        if (!Directory.Exists(path) || File.Exists(Path.Combine(path, "config.json")))
        {
            return null;
        }
        return NewestIn(Path.Combine(path, "checkpoints"))
            ?? Directory.EnumerateDirectories(path).OrderDescending(StringComparer.Ordinal)
                .Select(run => NewestIn(Path.Combine(run, "checkpoints"))).FirstOrDefault(found => found is not null);
    }

    /// <summary>An error where the path is a run, or holds runs, and none of them has a checkpoint yet.</summary>
    public static void RequireOne(string path)
    {
        if (Directory.Exists(path) && (IsRun(path) || Directory.EnumerateDirectories(path).Any(IsRun)))
        {
            throw new UserException($"{path}: this run has no checkpoint yet; one is written at the end of each stage, every checkpoint.every steps and on Ctrl-C.");
        }
    }

    private static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RecipeFile)) && !File.Exists(Path.Combine(folder, "config.json"));

    private static string? NewestIn(string checkpoints) => Directory.Exists(checkpoints)
        ? Directory.EnumerateDirectories(checkpoints, Prefix + "*").Select(folder => (folder, step: StepOf(folder)))
            .Where(pair => pair.step >= 0).OrderBy(pair => pair.step).Select(pair => pair.folder).LastOrDefault()
        : null;

    private static long StepOf(string folder) =>
        long.TryParse(Path.GetFileName(folder).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;
}
