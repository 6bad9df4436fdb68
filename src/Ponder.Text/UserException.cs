namespace Ponder.Text;

/// <summary>
/// The user's input is wrong: a recipe, a file, an argument. The message says what, where, what was expected,
/// what was found and how to mend it. The command line prints it alone and exits with 2.
/// </summary>
public sealed class UserException : Exception
{
    /// <summary>Creates the error from a complete message.</summary>
    public UserException(string message) : base(message)
    {
    }

    /// <summary>Creates the error from a complete message and the cause.</summary>
    public UserException(string message, Exception inner) : base(message, inner)
    {
    }
}
