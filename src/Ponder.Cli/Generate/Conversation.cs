using Ponder.Inference.Loading;
using Ponder.Text;

namespace Ponder.Cli.Generate;

/// <summary>Turns what the user wrote into tokens for a model.</summary>
internal static class Conversation
{
    /// <summary>A text: as the user's turn of the model's chat template, or as it is where the model has none or <paramref name="raw"/> is set.</summary>
    public static int[] Tokens(TextModel model, string prompt, string? system, bool raw)
    {
        if (!raw && model.HasChatTemplate)
        {
            return Tokens(model, system is null ? [Message.User(prompt)] : [Message.System(system), Message.User(prompt)]);
        }

        return system is null
            ? model.Tokenizer.Encode(prompt, addSpecial: true)
            : throw new UserException(raw ? "--system has no place in a raw prompt: leave out --raw or --system" : "--system: this model has no chat template to put it into");
    }

    /// <summary>A conversation, up to the opening of the assistant's turn. The template writes all special tokens.</summary>
    public static int[] Tokens(TextModel model, IReadOnlyList<Message> messages) => model.HasChatTemplate
        ? model.Tokenizer.Encode(model.ChatTemplate.Render(messages, addGenerationPrompt: true))
        : throw new UserException("this model has no chat template, so it cannot answer messages: give it a plain prompt");
}
