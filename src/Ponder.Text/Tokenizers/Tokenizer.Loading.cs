using Ponder.Text.Tokenizers.Json;

namespace Ponder.Text.Tokenizers;

/// <content>Where tokenizers come from.</content>
public sealed partial class Tokenizer
{
    /// <summary>Loads the tokenizer of a model folder: <c>tokenizer.json</c> and, beside it, <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="UserException">A file is missing, damaged, or uses a component that is not supported.</exception>
    public static Tokenizer FromFolder(string folder)
    {
        var path = Path.Combine(folder, "tokenizer.json");
        if (!File.Exists(path))
        {
            throw new UserException(
                $"{folder}: expected a model folder with a tokenizer.json, found none. A tokenizer.model or vocab.json has to be "
                + "converted to tokenizer.json first");
        }

        var configPath = Path.Combine(folder, "tokenizer_config.json");
        var config = File.Exists(configPath) ? TokenizerConfigJson.Read(ReadFile(configPath), configPath) : new TokenizerConfig();
        return FromJson(ReadFile(path), config, path);
    }

    /// <summary>Loads a <c>tokenizer.json</c> alone, without what a configuration beside it says.</summary>
    /// <exception cref="UserException">The file is missing, damaged, or uses a component that is not supported.</exception>
    public static Tokenizer FromFile(string path) => FromJson(ReadFile(path), new TokenizerConfig(), path);

    /// <summary>Reads the contents of a <c>tokenizer.json</c>.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="config">What the configuration beside it says.</param>
    /// <param name="source">Where the contents come from, for messages.</param>
    /// <exception cref="UserException">The contents are damaged, or use a component that is not supported.</exception>
    public static Tokenizer FromJson(byte[] json, TokenizerConfig config, string source = "tokenizer.json")
    {
        return new Tokenizer(TokenizerJsonReader.Read(json, source), config);
    }

    /// <summary>Builds the tokenizer that a checkpoint file describes; <see cref="Save"/> writes it as <c>tokenizer.json</c>.</summary>
    /// <exception cref="UserException">The data contradict themselves, or the kind is not supported.</exception>
    public static Tokenizer FromData(TokenizerData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TokenizerDataConverter.Convert(data);
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
