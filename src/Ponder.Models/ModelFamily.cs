using System.Text.Json.Nodes;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Weights;

namespace Ponder.Models;

/// <summary>One row of <see cref="Families"/>.</summary>
/// <param name="ModelType"><c>model_type</c> in <c>config.json</c>.</param>
/// <param name="FromConfig">Builds a model from its configuration and weights.</param>
/// <param name="WriteConfig">Writes a model's options into a configuration.</param>
public sealed record ModelFamily(
    string ModelType,
    Func<ConfigReader, IWeightStore, ILanguageModel> FromConfig,
    Action<ILanguageModel, JsonObject> WriteConfig)
{
    /// <summary><c>general.architecture</c> in GGUF files; null when the family has none.</summary>
    public string? GgufArchitecture { get; init; }

    /// <summary>Builds a model from a GGUF file; null when the family has none.</summary>
    public Func<GgufFile, ILanguageModel>? FromGguf { get; init; }
}
