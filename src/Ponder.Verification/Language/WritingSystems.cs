using System.Globalization;
using System.Text;

namespace Ponder.Verification.Language;

/// <summary>The script of a letter.</summary>
internal static class WritingSystems
{
    /// <summary>The script; <see cref="WritingSystem.None"/> for digits, marks and signs.</summary>
    public static WritingSystem Of(Rune rune)
    {
        var c = rune.Value;
        if (c < 0x80)
        {
            return char.IsAsciiLetter((char)c) ? WritingSystem.Latin : WritingSystem.None;
        }

        if (c is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x3FFFF or >= 0xF900 and <= 0xFAFF or 0x3005 or 0x3007)
        {
            return WritingSystem.Han;
        }

        if (c is >= 0x3041 and <= 0x3096 or >= 0x309D and <= 0x309F or >= 0x30A1 and <= 0x30FA or >= 0x30FC and <= 0x30FF or >= 0x31F0 and <= 0x31FF or >= 0xFF66 and <= 0xFF9D)
        {
            return WritingSystem.Kana;
        }

        if (!Rune.IsLetter(rune))
        {
            return WritingSystem.None;
        }

        return c switch
        {
            0xAA or 0xBA or (>= 0xC0 and <= 0x24F) or (>= 0x250 and <= 0x2AF) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F)
                or (>= 0xA720 and <= 0xA7FF) or (>= 0xFB00 and <= 0xFB06) or (>= 0xFF21 and <= 0xFF5A) => WritingSystem.Latin,
            (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => WritingSystem.Greek,
            (>= 0x400 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) or (>= 0xA640 and <= 0xA69F) => WritingSystem.Cyrillic,
            >= 0x590 and <= 0x5FF => WritingSystem.Hebrew,
            (>= 0x600 and <= 0x6FF) or (>= 0x750 and <= 0x77F) or (>= 0x8A0 and <= 0x8FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) => WritingSystem.Arabic,
            >= 0x900 and <= 0x97F => WritingSystem.Devanagari,
            >= 0x980 and <= 0x9FF => WritingSystem.Bengali,
            >= 0xA00 and <= 0xA7F => WritingSystem.Gurmukhi,
            >= 0xA80 and <= 0xAFF => WritingSystem.Gujarati,
            >= 0xB80 and <= 0xBFF => WritingSystem.Tamil,
            >= 0xC00 and <= 0xC7F => WritingSystem.Telugu,
            >= 0xC80 and <= 0xCFF => WritingSystem.Kannada,
            >= 0xD00 and <= 0xD7F => WritingSystem.Malayalam,
            >= 0xE00 and <= 0xE7F => WritingSystem.Thai,
            (>= 0xAC00 and <= 0xD7A3) or (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) => WritingSystem.Hangul,
            _ => WritingSystem.None,
        };
    }

    /// <summary>Whether a rune continues the word before it: combining marks and the Arabic stretch.</summary>
    public static bool IsMark(Rune rune) =>
        rune.Value == 0x640 || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
