namespace Ponder.Data.Prompts;

/// <summary>A worked example that is shown before the question.</summary>
/// <param name="Question">The question, without the suffix.</param>
/// <param name="Answer">The model answer.</param>
public sealed record Shot(string Question, string Answer);
