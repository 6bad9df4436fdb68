namespace Ponder.Runs.Storage;

/// <summary>
/// A run's folder cannot be written: the disk is full, or there is no permission. What was written before is kept; the message
/// names the file and says how to go on.
/// </summary>
public sealed class RunStorageException : IOException
{
    /// <summary>Creates the error for one file.</summary>
    public RunStorageException(string path, Exception cause)
        : base($"{path}: cannot write: {cause.Message.TrimEnd('.')}. Everything up to the last checkpoint is safe: "
            + "free space or mend the permission, then continue with --resume.", cause)
    {
    }
}
