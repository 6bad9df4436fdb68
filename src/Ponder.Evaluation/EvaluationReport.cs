using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Evaluation;

/// <summary>The result of an evaluation.</summary>
public sealed record EvaluationReport
{
    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary>All items, in order.</summary>
    public required IReadOnlyList<EvaluatedItem> Items { get; init; }

    /// <summary>Share of correct answers; undecided ones count as not correct.</summary>
    public Proportion Accuracy => new(Items.Count(item => item.Verdict.Outcome == Outcome.Correct), Items.Count);

    /// <summary>Number of items that the verifier could not decide.</summary>
    public int Undecided => Items.Count(item => item.Verdict.Outcome == Outcome.Undecided);

    /// <summary>Mean number of completion tokens.</summary>
    public double MeanLength => Items.Count == 0 ? 0 : Items.Average(item => item.Rollout.Tokens.Length);

    /// <summary>Share of completions that ended by themselves.</summary>
    public Proportion Finished => new(Items.Count(item => item.Rollout.Finish == FinishReason.Stop), Items.Count);
}
