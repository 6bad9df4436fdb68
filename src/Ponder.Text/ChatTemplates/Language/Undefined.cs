namespace Ponder.Text.ChatTemplates.Language;

/// <summary>The value of what does not exist: prints as nothing, is false, has no members.</summary>
internal sealed record Undefined(string What);
