using Ponder.Inference;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training;

namespace Ponder.Cli;

/// <summary>The one place where an exception becomes a message and an exit code.</summary>
internal static class Failures
{
    private const int BrokenPipe = 32;

    public static (string Message, int Code) Explain(Exception exception) => exception switch
    {
        UserException => (exception.Message, ExitCodes.WrongInput),
        CheckpointException or InvalidDataException => (exception.Message, ExitCodes.WrongInput),
        FileNotFoundException or DirectoryNotFoundException => (exception.Message, ExitCodes.WrongInput),
        TrainingException or GenerationException => (exception.Message, ExitCodes.Failed),
        NativeLibraryException => (exception.Message, ExitCodes.Failed),
        NativeException => ($"the native library reports: {exception.Message}", ExitCodes.Failed),
        UnauthorizedAccessException => ($"no permission: {exception.Message}", ExitCodes.Failed),
        IOException { HResult: BrokenPipe } => ("stopped: nothing reads the output any more", ExitCodes.Failed),
        IOException => ($"reading or writing failed: {exception.Message}", ExitCodes.Failed),
        _ => ($"ponder failed in a way that it should not; please report this with the command:\n{exception}", ExitCodes.Failed),
    };
}
