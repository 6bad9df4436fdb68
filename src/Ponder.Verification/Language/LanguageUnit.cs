namespace Ponder.Verification.Language;

/// <summary>One unit of a text: a word, or a character of Chinese and Japanese.</summary>
/// <param name="Script">Its script.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct LanguageUnit(WritingSystem Script, int Start, int Length);
