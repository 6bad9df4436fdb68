namespace Ponder.Verification.Language;

/// <summary>The scripts that are told apart.</summary>
internal enum WritingSystem
{
    None,
    Latin,
    Han,
    Kana,
    Cyrillic,
    Arabic,
    Hangul,
    Devanagari,
    Greek,
    Hebrew,
    Thai,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
}
