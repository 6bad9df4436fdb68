namespace Ponder.Text;

/// <summary>What the policy is asked: the rendered text, its tokens and the answer that a verifier compares with.</summary>
public sealed record Prompt
{
    /// <summary>The task that the prompt came from; selects its verifier.</summary>
    public required string Task { get; init; }

    /// <summary>Stable name of the item within its task, for example <c>train/1234</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Place of the prompt in the run's stream of prompts, from 0: the key of its random draws.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The question alone, as a verifier may want to see it.</summary>
    public required string Question { get; init; }

    /// <summary>The text that was tokenized: template, few-shot turns and question.</summary>
    public required string Text { get; init; }

    /// <summary>Token ids of <see cref="Text"/>.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>The reference answer.</summary>
    public required string Answer { get; init; }
}
