namespace Ponder.Tensors;

/// <summary>Shapes or types do not fit together. The message names the operation, what it expects and what it got.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Makes the exception with its message.</summary>
    public ShapeException(string message)
        : base(message)
    {
    }
}
