namespace Ponder.Text;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">The text of the turn.</param>
public sealed record Message(string Role, string Content)
{
    /// <summary>A user's turn.</summary>
    public static Message User(string content) => new("user", content);

    /// <summary>An assistant's turn.</summary>
    public static Message Assistant(string content) => new("assistant", content);

    /// <summary>A system turn.</summary>
    public static Message System(string content) => new("system", content);
}
