namespace Ponder.Inference;

/// <summary>One request cannot be continued, for example because its logits are not numbers. Other requests go on.</summary>
public sealed class GenerationException : Exception
{
    /// <summary>Creates the error from a complete message.</summary>
    public GenerationException(string message) : base(message)
    {
    }
}
