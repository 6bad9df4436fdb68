using Ponder.Runs;
using Ponder.Text;
using Ponder.Training.Checkpoints;
using Ponder.Training.Recipes;
namespace Ponder.Training.Pipelines;

/// <summary>The folder that a run writes to, locked for this process, and where in it the run begins.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Held">The folder's lock.</param>
/// <param name="Checkpoint">The checkpoint that the run goes on from; null for the beginning.</param>
/// <param name="Resumed">Whether the run was there before.</param>
/// <param name="Changes">What the recipe says otherwise than when the run began.</param>
internal sealed record RunPlace(RunFolder Folder, IDisposable Held, string? Checkpoint, bool Resumed, IReadOnlyList<string> Changes)
{
    /// <summary>Locks the newest run of the recipe, before anything of it is read or written.</summary>
    /// <exception cref="UserException">There is none, another process works on it, or it was made from another recipe.</exception>
    public static RunPlace Existing(RunRequest request, Recipe recipe)
    {
        var folder = RunFolder.Latest(request.RunsRoot, recipe.Name, request.Label) ?? throw new UserException(
            $"--resume: there is no run of {recipe.Name} under {Path.GetFullPath(request.RunsRoot)} to go on with"
            + $"{(request.Label is { } label ? $" ({label})" : "")}; leave out --resume to start one, or name the folder of all runs with --runs.");
        var held = folder.Lock();
        try
        {
            var changes = File.Exists(folder.RecipePath) ? ResumedRecipe.Changes(folder, recipe) : [];
            return new RunPlace(folder, held, new CheckpointStore(folder.CheckpointsPath, recipe.CheckpointKeep).Latest(), true, changes);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes the folder of a new run.</summary>
    public static RunPlace New(RunRequest request, Recipe recipe)
    {
        var folder = RunFolder.Create(request.RunsRoot, recipe.Name, request.Time, request.Label);
        return new RunPlace(folder, folder.Lock(), null, false, []);
    }

    /// <summary>Gives the place up after a failed start: a folder made for it goes again.</summary>
    public void Abandon()
    {
        Held.Dispose();
        if (Resumed)
        {
            return;
        }
        try
        {
            Directory.Delete(Folder.Path, recursive: true);
            Directory.Delete(Path.GetDirectoryName(Folder.Path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Other runs of the recipe are there, or the disk does not let go: the error that led here matters more.
        }
    }
}
