using System.Text;

namespace Ponder.Cli;

/// <summary>A text that goes on below its own beginning, not below its heading.</summary>
internal static class Paragraph
{
    private const int LeastColumns = 20;

    /// <summary>Breaks between words.</summary>
    /// <param name="heading">Stands before the first line; the others begin as far to the right.</param>
    /// <param name="text">Words.</param>
    /// <param name="columns">Columns of the terminal; null for one line.</param>
    public static string Of(string heading, string text, int? columns)
    {
        // The last column stays empty: some terminals go to the next line when it is filled.
        if (columns - heading.Length - 1 is not (>= LeastColumns and { } room) || text.Length <= room)
        {
            return (heading + text).TrimEnd();
        }

        var lines = new StringBuilder(heading);
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length > room)
            {
                lines.Append('\n').Append(' ', heading.Length);
                used = 0;
            }
            else if (used > 0)
            {
                lines.Append(' ');
                used++;
            }

            lines.Append(word);
            used += word.Length;
        }

        return lines.ToString();
    }
}
