namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>A possible answer and how it was found: <c>box</c>, <c>phrase</c>, <c>bold</c>, <c>mathematics</c>, <c>whole</c> or <c>number</c>.</summary>
internal readonly record struct FoundAnswer(string Text, string Source);
