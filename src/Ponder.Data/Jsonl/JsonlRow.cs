namespace Ponder.Data.Jsonl;

/// <summary>One line of a JSON Lines file after field mapping.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Line">Line number from 1.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The reference answer.</param>
/// <param name="Demonstration">The worked solution, if there is one.</param>
internal sealed record JsonlRow(string File, int Line, string Question, string Answer, string? Demonstration)
{
    /// <summary>
    /// The question without case and with single blanks: two rows with the same key are one question.
    /// </summary>
    public string Key { get; } =
        string.Join(' ', Question.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where the row is, for messages.</summary>
    public string Place => $"{File}:{Line}";
}
