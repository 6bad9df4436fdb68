namespace Ponder.Training;

/// <summary>The work failed, not the input: a loss that is no number, a gradient that overflowed.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Creates the error from a complete message.</summary>
    public TrainingException(string message) : base(message)
    {
    }
}
