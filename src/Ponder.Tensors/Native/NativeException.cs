namespace Ponder.Tensors;

/// <summary>A native call failed. The message is libtorch's, oneDNN's or Ponder's own.</summary>
public sealed class NativeException : Exception
{
    /// <summary>Makes the exception with its message.</summary>
    public NativeException(string message)
        : base(message)
    {
    }
}
