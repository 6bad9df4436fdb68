namespace Ponder.Tensors;

/// <summary>A checkpoint file is malformed, truncated or does not fit the model. The message names the file and the fault.</summary>
public class CheckpointException : FormatException
{
    /// <summary>Creates an exception without a message.</summary>
    public CheckpointException()
    {
    }

    /// <summary>Creates an exception with a message that says what, where, expected and got.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and its cause.</summary>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
