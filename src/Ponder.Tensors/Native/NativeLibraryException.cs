namespace Ponder.Tensors;

/// <summary>The native library is missing or cannot be loaded. The message says what is missing and the command that mends it.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Makes the exception with its message.</summary>
    public NativeLibraryException(string message)
        : base(message)
    {
    }
}
