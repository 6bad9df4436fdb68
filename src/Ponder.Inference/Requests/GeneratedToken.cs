namespace Ponder.Inference.Requests;

/// <summary>One token as it is generated, for streaming.</summary>
/// <param name="Sample">Index of the completion within its request.</param>
/// <param name="Id">The token.</param>
/// <param name="LogProb">Its log-probability.</param>
/// <param name="Text">
/// The text that became certain with it: may be empty (half a character, or the possible beginning of a stop string) and never has to be taken back.
/// </param>
/// <param name="IsLast">Whether the completion ends here.</param>
public readonly record struct GeneratedToken(int Sample, int Id, float LogProb, string Text, bool IsLast);
