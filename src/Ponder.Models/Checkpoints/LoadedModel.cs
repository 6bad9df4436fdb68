using System.Text.Json.Nodes;

namespace Ponder.Models.Checkpoints;

/// <summary>A model from a checkpoint with everything else that the checkpoint says.</summary>
/// <param name="Path">The folder or file.</param>
/// <param name="Model">The model, owned by whoever holds this.</param>
/// <param name="Text">Tokenizer and template as data.</param>
public sealed record LoadedModel(string Path, ILanguageModel Model, ModelText Text) : IDisposable
{
    /// <summary>The <c>config.json</c> that it came with, to be kept on saving; null for GGUF files.</summary>
    public JsonObject? Config { get; init; }

    /// <summary>Names of tensors in the checkpoint that the model does not use.</summary>
    public IReadOnlyList<string> UnusedWeights { get; init; } = [];

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
