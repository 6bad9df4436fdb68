namespace Ponder.Verification.Extraction;

/// <summary>Matches LaTeX braces by counting; <c>\{</c> and <c>\}</c> are text.</summary>
internal static class LatexBraces
{
    /// <summary>
    /// Index of the brace that closes the one at <paramref name="open"/>, or null. Linear in the text, no recursion.
    /// </summary>
    public static int? Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i;
            }
        }

        return null;
    }
}
