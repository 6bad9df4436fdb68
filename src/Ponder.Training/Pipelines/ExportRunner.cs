using Ponder.Training.Recipes;

namespace Ponder.Training.Pipelines;

/// <summary>Writes the model as a Hugging Face folder.</summary>
internal static class ExportRunner
{
    public static Task RunAsync(RunSession session, ExportStage stage)
    {
        session.Recorder.StageStarted(stage.Name, "export", 1, 0);
        var folder = Path.GetFullPath(stage.Path, session.Recorder.Folder.Path);
        Directory.CreateDirectory(folder);
        session.WriteModel(folder);
        session.Recorder.Note($"{stage.Name}: the model is in {folder}.");
        session.Recorder.StageEnded(stage.Name);
        return Task.CompletedTask;
    }
}
