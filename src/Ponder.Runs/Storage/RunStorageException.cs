namespace Ponder.Runs.Storage;

/// <summary>
/// A run's folder cannot be written: the disk is full, or there is no permission. What was written before is kept; the message
/// names the file and says how to go on.
/// </summary>
public sealed class RunStorageException : IOException
{
    /// <summary>Creates the error for one file.</summary>
    public RunStorageException(string path, Exception cause)
        : base($"{path}: cannot write: {cause.Message.TrimEnd('.')}. Free space or mend the permission. Nothing that was written before is lost: "
            + "a run that has begun goes on from its last checkpoint with --resume.", cause)
    {
    }
}
