using System.Text;

namespace Ponder.Verification.Language;

/// <summary>
/// Cuts a text into units: one Han, Hiragana or Katakana character; one run of Latin letters with marks, joined by inner
/// apostrophes; one run of letters of another script.
/// </summary>
internal static class LanguageUnits
{
    /// <summary>All units, single Latin letters included.</summary>
    public static IEnumerable<LanguageUnit> Of(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var (rune, length) = RuneAt(text, i);
            var script = WritingSystems.Of(rune);
            var end = i + length;
            if (script is WritingSystem.Latin)
            {
                end = Run(text, end, script);
                while (end + 1 < text.Length && (text[end] is '\'' or '’') && WritingSystems.Of(RuneAt(text, end + 1).Rune) == WritingSystem.Latin)
                {
                    end = Run(text, end + 1, script);
                }
            }
            else if (script is not (WritingSystem.None or WritingSystem.Han or WritingSystem.Kana))
            {
                end = Run(text, end, script);
            }

            if (script != WritingSystem.None)
            {
                yield return new LanguageUnit(script, i, end - i);
            }

            i = end;
        }
    }

    /// <summary>Whether a unit counts: a Latin word needs two letters.</summary>
    public static bool Counts(string text, LanguageUnit unit)
    {
        if (unit.Script is not WritingSystem.Latin)
        {
            return true;
        }

        var letters = 0;
        foreach (var rune in text.AsSpan(unit.Start, unit.Length).EnumerateRunes())
        {
            letters += WritingSystems.Of(rune) == WritingSystem.Latin ? 1 : 0;
        }

        return letters >= 2;
    }

    private static int Run(string text, int from, WritingSystem script)
    {
        while (from < text.Length)
        {
            var (rune, length) = RuneAt(text, from);
            if (WritingSystems.Of(rune) != script && !WritingSystems.IsMark(rune))
            {
                break;
            }

            from += length;
        }

        return from;
    }

    private static (Rune Rune, int Length) RuneAt(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? (rune, rune.Utf16SequenceLength) : (Rune.ReplacementChar, 1);
}
