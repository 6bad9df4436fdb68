namespace Ponder.Data.Prompts;

/// <summary>What stands around a question.</summary>
public sealed record PromptFormat
{
    /// <summary>Plain text or a conversation.</summary>
    /// <value>Default: plain.</value>
    public PromptStyle Style { get; init; }

    /// <summary>The system message. An error in the plain style.</summary>
    /// <value>Default: null: what the chat template does on its own, which may be a default system message.</value>
    public string? System { get; init; }

    /// <summary>Worked examples, in order: in the chat style a user and an assistant turn each.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Shot> Shots { get; init; } = [];

    /// <summary>Text directly after every question, those of the examples included.</summary>
    /// <value>Default: empty.</value>
    public string Suffix { get; init; } = "";

    /// <summary>
    /// Text between an example's answer and the next question in the plain style; ignored in the chat style.
    /// </summary>
    /// <value>Default: an empty line.</value>
    public string Separator { get; init; } = "\n\n";
}
