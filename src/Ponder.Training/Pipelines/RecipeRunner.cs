using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Text;
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
        using var recipe = Read(request);
        using var session = RunSession.Open(request, recipe);
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
        catch (Exception e)
        {
            session.EndFailed(e);
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

    /// <summary>The newest run of the request's recipe and label where it is done, else null.</summary>
    /// <exception cref="UserException">The recipe is wrong, or that run was made from another one.</exception>
    public static RunFolder? Finished(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var recipe = Read(request);
        if (RunFolder.Latest(request.RunsRoot, recipe.Name, request.Label) is not { } folder || RunLineage.Load(folder.LineagePath)?.Status != "done")
        {
            return null;
        }
        _ = ResumedRecipe.Changes(folder, recipe);
        return folder;
    }
}
