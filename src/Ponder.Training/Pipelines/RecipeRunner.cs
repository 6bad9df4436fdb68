using Ponder.Runs;
using Ponder.Runs.Metrics;
using Ponder.Text;
using Ponder.Training.Checkpoints;
using Ponder.Training.Recipes;

namespace Ponder.Training.Pipelines;

/// <summary>Runs a recipe: its stages one after another, from the start or from the newest checkpoint.</summary>
public static class RecipeRunner
{
    /// <summary>Reads and checks a recipe, with the overrides of the request.</summary>
    /// <exception cref="UserException">The recipe is wrong.</exception>
    public static Recipe Read(RunRequest request)
    {
        var file = RecipeFile.Load(request.RecipePath);
        foreach (var assignment in request.Overrides)
        {
            file.Set(assignment);
        }
        return Recipe.Read(file);
    }

    /// <summary>Runs a recipe to its end, or to a clean checkpoint when <paramref name="token"/> asks for it.</summary>
    /// <exception cref="UserException">Recipe, model or data are wrong.</exception>
    /// <exception cref="TrainingException">The work failed; the last checkpoint is whole.</exception>
    public static Task<RunResult> RunAsync(RunRequest request, CancellationToken token) =>
        TrainingThread.RunAsync(() => RunHereAsync(request, token));

    private static async Task<RunResult> RunHereAsync(RunRequest request, CancellationToken token)
    {
        var recipe = Read(request);
        var (folder, checkpoint) = Place(request, recipe);
        using var session = RunSession.Open(request, recipe, folder, checkpoint);
        try
        {
            while (session.State.Stage < recipe.Stages.Count)
            {
                await RunStageAsync(session, token);
                session.NextStage();
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            session.End("interrupted");
            return session.Result(completed: false);
        }
        catch
        {
            session.End("failed");
            throw;
        }
        session.End("done");
        return session.Result(completed: true);
    }

    private static Task RunStageAsync(RunSession session, CancellationToken token) => session.Stage switch
    {
        SftStage stage => SftRunner.RunAsync(session, stage, token),
        RlStage stage => RlRunner.RunAsync(session, stage, token),
        EvalStage stage => EvalRunner.RunAsync(session, stage, token),
        ExportStage stage => ExportRunner.RunAsync(session, stage),
        var other => throw new InvalidOperationException($"no runner for {other.GetType().Name}"),
    };

    /// <summary>The run that goes on, with its checkpoint, or a new one.</summary>
    private static (RunFolder Folder, string? Checkpoint) Place(RunRequest request, Recipe recipe)
    {
        if (!request.Resume || RunFolder.Latest(request.RunsRoot, recipe.Name) is not { } folder)
        {
            return (RunFolder.Create(request.RunsRoot, recipe.Name, request.Time, request.Label), null);
        }
        var written = File.Exists(folder.RecipePath) ? File.ReadAllText(folder.RecipePath) : null;
        if (written is not null && written != recipe.Resolved)
        {
            throw new UserException(
                $"{folder.Path}: this run was started with another recipe; the first difference is {Difference(written, recipe.Resolved)}. "
                + "Resume with the same recipe and --set values, or start a new run without --resume.");
        }
        return (folder, new CheckpointStore(folder.CheckpointsPath, recipe.CheckpointKeep).Latest());
    }

    private static string Difference(string written, string now)
    {
        var (old, current) = (written.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(old.Length, current.Length)).First(i => old.ElementAtOrDefault(i) != current.ElementAtOrDefault(i));
        return $"'{old.ElementAtOrDefault(line)?.Trim()}' then, '{current.ElementAtOrDefault(line)?.Trim()}' now";
    }
}
