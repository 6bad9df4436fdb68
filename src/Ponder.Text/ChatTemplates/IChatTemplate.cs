namespace Ponder.Text.ChatTemplates;

/// <summary>Renders a conversation into the text that a model was trained on.</summary>
public interface IChatTemplate
{
    /// <summary>The text of <paramref name="messages"/>.</summary>
    /// <param name="messages">The turns, in order.</param>
    /// <param name="addGenerationPrompt">Whether the opening of an assistant turn is appended.</param>
    string Render(IReadOnlyList<Message> messages, bool addGenerationPrompt);
}
