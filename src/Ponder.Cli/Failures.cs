using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Cli;

/// <summary>The one place where an exception becomes a message and an exit code.</summary>
internal static class Failures
{
    public static (string Message, int Code) Explain(Exception exception) => exception switch
    {
        UserException => (exception.Message, ExitCodes.WrongInput),
        CheckpointException or InvalidDataException => (exception.Message, ExitCodes.WrongInput),
        FileNotFoundException or DirectoryNotFoundException => (exception.Message, ExitCodes.WrongInput),
        DllNotFoundException => (
            $"the native library is missing or does not load: {exception.Message}\n"
            + "Build it with './ponder doctor --yes' in the repository; 'ponder doctor' says what is missing.", ExitCodes.Failed),
        UnauthorizedAccessException => ($"no permission: {exception.Message}", ExitCodes.Failed),
        IOException => ($"reading or writing failed: {exception.Message}", ExitCodes.Failed),
        _ => ($"ponder failed in a way that it should not; please report this with the command:\n{exception}", ExitCodes.Failed),
    };
}
