namespace Ponder.Data.Prompts;

/// <summary>How a question becomes the text that the policy continues.</summary>
public enum PromptStyle
{
    /// <summary>The question as is, for models without a chat template.</summary>
    Plain,

    /// <summary>Turns of a conversation, rendered by the model's chat template.</summary>
    Chat,
}
