using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Ponder.Text.Tokenizers;

namespace Ponder.Data.Prompts;

/// <summary>Turns items of a task into prompts for one model.</summary>
/// <remarks>
/// Plain text is encoded with what the tokenizer adds on its own (a BOS token, for example); a chat template writes all
/// special tokens itself, so nothing is added. Immutable and thread-safe when tokenizer and template are.
/// </remarks>
public sealed class PromptBuilder
{
    private readonly PromptFormat _format;
    private readonly ITokenizer _tokenizer;
    private readonly IChatTemplate? _template;

    /// <summary>Prepares a builder.</summary>
    /// <param name="format">What stands around a question.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="template">The model's chat template, if it has one.</param>
    /// <exception cref="UserException">The chat style without a template, or a system message in the plain
    /// style.</exception>
    public PromptBuilder(PromptFormat format, ITokenizer tokenizer, IChatTemplate? template)
    {
        if (format.Style == PromptStyle.Chat && template is null)
        {
            throw new UserException("prompt: style chat needs a model with a chat template, and this one has none; use style: plain");
        }

        if (format is { Style: PromptStyle.Plain, System: not null })
        {
            throw new UserException("prompt: a system message has no effect in the plain style; remove it, or use style: chat");
        }

        (_format, _tokenizer, _template) = (format, tokenizer, template);
    }

    /// <summary>The prompt of an item.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="item">The item.</param>
    /// <param name="ordinal">Place in the run's stream of prompts.</param>
    public Prompt Build(string task, TaskItem item, long ordinal)
    {
        var text = Render(item.Question);
        return new Prompt
        {
            Task = task,
            Id = item.Id,
            Ordinal = ordinal,
            Question = item.Question,
            Text = text,
            Tokens = _tokenizer.Encode(text, addSpecial: _format.Style == PromptStyle.Plain),
            Answer = item.Answer,
        };
    }

    /// <summary>
    /// Token ids that the policy should produce after the prompt of an item: its demonstration and, where the tokenizer
    /// has one, the EOS token. Encoded apart from the prompt, as the policy will produce them.
    /// </summary>
    /// <exception cref="UserException">The item has no demonstration.</exception>
    public int[] Completion(TaskItem item)
    {
        if (item.Demonstration is not { } demonstration)
        {
            throw new UserException(
                $"item {item.Id} has no demonstration to learn from; "
                + "for jsonl tasks set demonstration: to the field that holds worked solutions");
        }

        var ids = _tokenizer.Encode(demonstration);
        return _tokenizer.EosId is { } eos ? [.. ids, eos] : ids;
    }

    /// <summary>The text of a question with everything around it.</summary>
    public string Render(string question)
    {
        if (_template is { } template && _format.Style == PromptStyle.Chat)
        {
            return template.Render([.. Turns(question)], addGenerationPrompt: true);
        }

        var shots = _format.Shots.Select(shot => shot.Question + _format.Suffix + shot.Answer + _format.Separator);
        return string.Concat(shots) + question + _format.Suffix;
    }

    private IEnumerable<Message> Turns(string question)
    {
        if (_format.System is { } system)
        {
            yield return Message.System(system);
        }

        foreach (var shot in _format.Shots)
        {
            yield return Message.User(shot.Question + _format.Suffix);
            yield return Message.Assistant(shot.Answer);
        }

        yield return Message.User(question + _format.Suffix);
    }
}
