using Ponder.Text.ChatTemplates.Language;

namespace Ponder.Text.ChatTemplates;

/// <summary>
/// ChatML: every turn is <c>&lt;|im_start|&gt;role⏎content&lt;|im_end|&gt;⏎</c>. Where a default system message stands, how
/// turns end and what the generation prompt is, the template itself says: it is interpreted.
/// </summary>
/// <remarks>
/// The interpreter knows loops, conditions, assignments and the expressions that ChatML templates need for conversations of
/// text. What it does not know is an error where it is reached; the branches for tools are never reached.
/// </remarks>
public sealed class ChatMlTemplate : IChatTemplate
{
    private readonly ChatTemplateSource _source;
    private readonly TemplateProgram _program;

    /// <summary>Reads the template.</summary>
    /// <exception cref="UserException">It is not well-formed.</exception>
    public ChatMlTemplate(ChatTemplateSource source)
    {
        _source = source;
        _program = TemplateProgram.Parse(source.Text);
    }

    /// <summary>Whether a template writes ChatML's marks.</summary>
    public static bool Recognises(ChatTemplateSource source)
    {
        return source.Text.Contains("<|im_start|>", StringComparison.Ordinal)
            && source.Text.Contains("<|im_end|>", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <exception cref="UserException">The template rejects the conversation, or needs what is not supported.</exception>
    public string Render(IReadOnlyList<Message> messages, bool addGenerationPrompt)
    {
        var variables = new Dictionary<string, object?>
        {
            ["messages"] = messages.Select(object? (m) => new Dictionary<string, object?>
            {
                ["role"] = m.Role,
                ["content"] = m.Content,
            }).ToArray(),
            ["add_generation_prompt"] = addGenerationPrompt,
            ["tools"] = null,
            ["documents"] = null,
        };
        Define("bos_token", _source.BosToken);
        Define("eos_token", _source.EosToken);
        Define("pad_token", _source.PadToken);
        Define("unk_token", _source.UnknownToken);
        return _program.Render(variables);

        void Define(string name, string? value)
        {
            if (value is not null)
            {
                variables[name] = value;
            }
        }
    }
}
