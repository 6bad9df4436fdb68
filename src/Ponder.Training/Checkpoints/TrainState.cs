using System.Text.Json.Serialization;
using Ponder.Data.Puzzles;

namespace Ponder.Training.Checkpoints;

/// <summary>Where a run stands: with the weights and the optimiser's moments, all that the next step depends on.</summary>
public sealed record TrainState
{
    /// <summary>Index of the stage that runs next or goes on.</summary>
    [JsonPropertyName("stage")]
    public int Stage { get; init; }

    /// <summary>Steps of that stage that are done.</summary>
    [JsonPropertyName("stage_step")]
    public int StageStep { get; init; }

    /// <summary>Steps of the whole run that are done.</summary>
    [JsonPropertyName("step")]
    public int Step { get; init; }

    /// <summary>Prompts that were drawn so far in the current stage, refills included.</summary>
    [JsonPropertyName("prompts_drawn")]
    public long PromptsDrawn { get; init; }

    /// <summary>Where the difficulty of the current stage's task stands; null where it does not follow the answers.</summary>
    [JsonPropertyName("difficulty"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DifficultyState>? Difficulty { get; init; }

    /// <summary>Updates that the policy has seen.</summary>
    [JsonPropertyName("policy_version")]
    public int PolicyVersion { get; init; }
}
