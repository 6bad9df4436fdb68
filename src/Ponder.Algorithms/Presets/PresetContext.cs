namespace Ponder.Algorithms;

/// <summary>The settings of a run that presets and their checks depend on.</summary>
public sealed record PresetContext
{
    /// <summary>The limit of new tokens per completion.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>Completions sampled for each prompt.</summary>
    public required int SamplesPerPrompt { get; init; }
}
