using Ponder.Models.Checkpoints.Gguf;

namespace Ponder.Models.Checkpoints;

/// <summary>
/// What a checkpoint says about its text side, as plain data: tokenizer and template are composed from it elsewhere.
/// </summary>
public sealed record ModelText
{
    /// <summary>Path of <c>tokenizer.json</c>, where there is one.</summary>
    public string? TokenizerFile { get; init; }

    /// <summary>Path of <c>tokenizer_config.json</c>, where there is one.</summary>
    public string? TokenizerConfigFile { get; init; }

    /// <summary>The tokenizer inside a GGUF file.</summary>
    public GgufTokenizer? Gguf { get; init; }

    /// <summary>The chat template (Jinja), where there is one.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>Beginning-of-sequence id of the configuration.</summary>
    public int? BosId { get; init; }

    /// <summary>All ids that end a sequence: of the configuration and of the generation configuration.</summary>
    public IReadOnlyList<int> EosIds { get; init; } = [];

    /// <summary>Padding id of the configuration.</summary>
    public int? PadId { get; init; }
}
