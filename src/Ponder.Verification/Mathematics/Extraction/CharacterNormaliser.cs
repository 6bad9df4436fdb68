using System.Text;

namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>Full-width forms become ASCII, blanks of all kinds become one, invisible characters vanish.</summary>
internal static class CharacterNormaliser
{
    /// <summary>Normalises; gives the same object back where there is nothing to do.</summary>
    public static string Normalise(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case >= '\uFF01' and <= '\uFF5E' and not ('\uFF0C' or '\uFF1B' or '\uFF1A'):
                    result.Append((char)(c - 0xFEE0));
                    break;
                case '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u2060' or '\u00AD' or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'):
                    break;
                case '\u00A0' or '\u3000' or (>= '\u2000' and <= '\u200A') or '\u205F':
                    result.Append(' ');
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }
}
