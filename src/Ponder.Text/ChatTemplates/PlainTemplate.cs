using System.Text;

namespace Ponder.Text.ChatTemplates;

/// <summary>The contents one after the other and nothing else: for models without a template, such as those made from nothing.</summary>
public sealed class PlainTemplate : IChatTemplate
{
    /// <summary>The one instance.</summary>
    public static PlainTemplate Instance { get; } = new();

    private PlainTemplate()
    {
    }

    /// <inheritdoc/>
    public string Render(IReadOnlyList<Message> messages, bool addGenerationPrompt)
    {
        var text = new StringBuilder();
        foreach (var message in messages)
        {
            text.Append(message.Content);
        }

        return text.ToString();
    }
}
