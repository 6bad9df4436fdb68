using System.Text;

namespace Ponder.Verification.Instructions;

/// <summary>Comma-separated values as Python's <c>csv.reader</c> reads them: quoted fields, doubled quotes, an empty line is an empty row.</summary>
internal static class SeparatedValues
{
    /// <summary>The rows.</summary>
    public static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var (quoted, started) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(text[i++]);
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(c);
                }
            }
            else if (c == '"' && field.Length == 0 && (i == 0 || text[i - 1] is ',' or '\n' or '\r'))
            {
                (quoted, started) = (true, true);
            }
            else if (c == ',')
            {
                row.Add(Take(field));
                started = true;
            }
            else if (c is '\n' or '\r')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                EndRow();
            }
            else
            {
                field.Append(c);
                started = true;
            }
        }

        if (started || field.Length > 0)
        {
            EndRow();
        }

        return rows;

        void EndRow()
        {
            if (started)
            {
                row.Add(Take(field));
            }

            rows.Add(row);
            (row, started) = ([], false);
        }
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
