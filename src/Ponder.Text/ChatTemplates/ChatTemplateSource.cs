using Ponder.Text.Tokenizers;

namespace Ponder.Text.ChatTemplates;

/// <summary>A chat template as a model carries it: its text and the special tokens that it may name.</summary>
/// <param name="Text">The template's text (Jinja).</param>
public sealed record ChatTemplateSource(string Text)
{
    /// <summary>Name of the file that holds a template alone.</summary>
    public const string FileName = "chat_template.jinja";

    /// <summary>Value of <c>bos_token</c>; null leaves it undefined.</summary>
    public string? BosToken { get; init; }

    /// <summary>Value of <c>eos_token</c>; null leaves it undefined.</summary>
    public string? EosToken { get; init; }

    /// <summary>Value of <c>pad_token</c>; null leaves it undefined.</summary>
    public string? PadToken { get; init; }

    /// <summary>Value of <c>unk_token</c>; null leaves it undefined.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>The template of a tokenizer's configuration, or null where it has none.</summary>
    public static ChatTemplateSource? FromConfig(TokenizerConfig config)
    {
        return config.ChatTemplate is null ? null : Create(config.ChatTemplate, config);
    }

    /// <summary>
    /// The template of a model folder: <c>chat_template.jinja</c>, else what the tokenizer's configuration holds, else null.
    /// </summary>
    /// <exception cref="UserException">The file cannot be read.</exception>
    public static ChatTemplateSource? FromFolder(string folder, TokenizerConfig config)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return FromConfig(config);
        }

        try
        {
            return Create(File.ReadAllText(path), config);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes <c>chat_template.jinja</c> into a model folder.</summary>
    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, FileName), Text);

    private static ChatTemplateSource Create(string text, TokenizerConfig config) => new(text)
    {
        BosToken = config.BosToken,
        EosToken = config.EosToken,
        PadToken = config.PadToken,
        UnknownToken = config.UnknownToken,
    };
}
