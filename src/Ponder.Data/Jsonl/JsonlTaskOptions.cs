namespace Ponder.Data.Jsonl;

/// <summary>
/// Questions and answers from JSON Lines files: one object per line. Either <see cref="File"/>, which is split by the
/// hash of the question, or
/// <see cref="Train"/> with the other files, one per split.
/// </summary>
public sealed record JsonlTaskOptions : TaskOptions
{
    /// <summary>One file for all splits, relative to the recipe's folder.</summary>
    public string? File { get; init; }

    /// <summary>The file of the train split.</summary>
    public string? Train { get; init; }

    /// <summary>The file of the validation split; the split is empty without.</summary>
    public string? Validation { get; init; }

    /// <summary>The file of the test split; the split is empty without.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// Share of the questions of <see cref="File"/> that go to the validation split, 0 to 1. Ignored with files per
    /// split.
    /// </summary>
    /// <value>Default: 0.05.</value>
    public double ValidationFraction { get; init; } = 0.05;

    /// <summary>
    /// Share of the questions of <see cref="File"/> that go to the test split, 0 to 1. Ignored with files per split.
    /// </summary>
    /// <value>Default: 0.1.</value>
    public double TestFraction { get; init; } = 0.1;

    /// <summary>Whether items come in the order of their lines, in every split and in every pass of training, instead of a shuffled one.</summary>
    /// <value>Default: false.</value>
    public bool InFileOrder { get; init; }

    /// <summary>Field of the question, a string.</summary>
    /// <value>Default: question.</value>
    public string Question { get; init; } = "question";

    /// <summary>Field of the answer, a string or a number.</summary>
    /// <value>Default: answer.</value>
    public string Answer { get; init; } = "answer";

    /// <summary>Field of a worked solution, a string.</summary>
    /// <value>Default: null, no demonstrations.</value>
    public string? Demonstration { get; init; }

    /// <summary>
    /// Regular expression that pulls the answer out of its field: its first group, or the whole match where it has
    /// none. GSM8K needs
    /// <c>#### (.+)</c>.
    /// </summary>
    /// <value>Default: null, the whole field.</value>
    public string? AnswerPattern { get; init; }

    /// <summary>
    /// Regular expression whose matches are cut out of the demonstration. GSM8K's calculator marks are
    /// <c>&lt;&lt;[^&gt;]*&gt;&gt;</c>.
    /// </summary>
    /// <value>Default: null, nothing is cut.</value>
    public string? DemonstrationCut { get; init; }
}
