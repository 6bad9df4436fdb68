using System.Text.Json.Nodes;
using Ponder.Models;
using Ponder.Models.Checkpoints;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Text;
using Ponder.Text.ChatTemplates;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference.Loading;

/// <summary>A model with the tokenizer and the chat template that belong to it: what can be asked in words.</summary>
/// <remarks>Owns the model.</remarks>
public sealed class TextModel : IDisposable
{
    private readonly ChatTemplateSource? _template;
    private readonly JsonObject? _config;
    private readonly ModelText _ids;

    /// <summary>Puts a model and a tokenizer together, without a chat template.</summary>
    public TextModel(ILanguageModel model, Tokenizer tokenizer)
        : this(model, tokenizer, null, new ModelText { BosId = tokenizer.BosId, PadId = tokenizer.PadId, EosIds = tokenizer.EosId is { } eos ? [eos] : [] }, null)
    {
    }

    private TextModel(ILanguageModel model, Tokenizer tokenizer, ChatTemplateSource? template, ModelText ids, JsonObject? config)
    {
        Model = model;
        Tokenizer = tokenizer;
        _template = template;
        _ids = ids;
        _config = config;
        ChatTemplate = KnownTemplates.Resolve(template);
        StopTokens = [.. ids.EosIds.Concat(tokenizer.EosId is { } eos ? [eos] : Array.Empty<int>()).Distinct()];
    }

    /// <summary>The model.</summary>
    public ILanguageModel Model { get; }

    /// <summary>Its tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Its chat template; the plain one where it has none.</summary>
    public IChatTemplate ChatTemplate { get; }

    /// <summary>Whether the checkpoint has a chat template of its own.</summary>
    public bool HasChatTemplate => _template is not null;

    /// <summary>Ids that end an answer.</summary>
    public IReadOnlyList<int> StopTokens { get; }

    /// <summary>
    /// Loads a Hugging Face folder, a GGUF file, a checkpoint of a run, or the newest checkpoint of a run folder
    /// (<c>runs/NAME</c> or <c>runs/NAME/ID</c>).
    /// </summary>
    /// <exception cref="Ponder.Tensors.CheckpointException">There is no model at that path, or it is damaged.</exception>
    /// <exception cref="UserException">The tokenizer or template is missing or not supported, or a run has no checkpoint yet.</exception>
    public static TextModel Load(string path)
    {
        var checkpoint = RunCheckpoints.Newest(path);
        if (checkpoint is null)
        {
            RunCheckpoints.RequireOne(path);
        }
        var loaded = Families.Load(checkpoint ?? path);
        try
        {
            var tokenizer = TokenizerOf(loaded);
            if (tokenizer.VocabularySize > loaded.Model.Vocabulary)
            {
                throw new UserException(
                    $"{loaded.Path}: the tokenizer has {tokenizer.VocabularySize} ids, the model {loaded.Model.Vocabulary}; they do not belong together.");
            }
            var template = loaded.Text.ChatTemplate is { } text
                ? new ChatTemplateSource(text) { BosToken = Token(tokenizer, tokenizer.BosId), EosToken = Token(tokenizer, tokenizer.EosId) }
                : null;
            return new TextModel(loaded.Model, tokenizer, template, loaded.Text, loaded.Config);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Writes weights, configuration, tokenizer and template as a Hugging Face folder.</summary>
    public void Save(string folder)
    {
        HuggingFaceFolder.Save(folder, Model, _ids, config: _config);
        Tokenizer.Save(folder);
        _template?.Save(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    /// <summary>The tokenizer of a checkpoint: its <c>tokenizer.json</c>, else what its GGUF file holds.</summary>
    /// <exception cref="UserException">There is none, or it is not supported.</exception>
    public static Tokenizer TokenizerOf(LoadedModel loaded) => loaded.Text switch
    {
        { TokenizerFile: { } file } => Tokenizer.FromFolder(Path.GetDirectoryName(file)!),
        { Gguf: { } gguf } => Tokenizer.FromData(DataOf(gguf, loaded)),
        _ => throw new UserException($"{loaded.Path}: there is no tokenizer.json beside the weights; copy it there from the model's source."),
    };

    private static TokenizerData DataOf(GgufTokenizer gguf, LoadedModel loaded) => new()
    {
        Kind = gguf.Model,
        Tokens = gguf.Tokens,
        Scores = gguf.Scores.Count == 0 ? null : gguf.Scores,
        Types = gguf.TokenTypes.Count == 0 ? null : gguf.TokenTypes,
        Merges = gguf.Merges.Count == 0 ? null : gguf.Merges,
        Pre = gguf.PreTokenizer,
        BosId = gguf.BosId,
        EosId = gguf.EosId,
        UnknownId = gguf.UnknownId,
        PadId = gguf.PadId,
        AddBos = gguf.AddBos,
        AddEos = gguf.AddEos,
        AddSpacePrefix = gguf.AddSpacePrefix,
        ChatTemplate = loaded.Text.ChatTemplate,
        Source = loaded.Path,
    };

    private static string? Token(Tokenizer tokenizer, int? id) => id is { } known ? tokenizer.TokenOf(known) : null;
}
