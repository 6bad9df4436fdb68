using System.Text;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Compares words: letters and digits count, case, blanks and punctuation do not.</summary>
internal static class Texts
{
    /// <summary>Whether two texts have the same words.</summary>
    public static bool Same(string a, string b) => Key(a) is { Length: > 0 } key && string.Equals(key, Key(b), StringComparison.Ordinal);

    /// <summary>The letters, digits and operators of an answer, without LaTeX's dress.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                {
                    end++;
                }

                var name = text[(i + 1)..end];
                if (name is not ("text" or "textbf" or "textit" or "textrm" or "mathrm" or "mathbf" or "mathit" or "mbox" or "textsf" or "texttt" or "operatorname" or "left" or "right" or "quad" or "qquad" or "displaystyle" or "emph" or "underline" or ""))
                {
                    key.Append('\\').Append(name);
                }

                i = Math.Max(end - 1, i + (end == i + 1 ? 1 : 0));
            }
            else if (char.IsLetterOrDigit(c))
            {
                key.Append(char.ToLowerInvariant(c));
            }
            else if (c is '+' or '-' or '*' or '/' or '=' or '<' or '>' or '^' or '_' or '|')
            {
                key.Append(c);
            }
        }

        return key.ToString();
    }
}
