using System.Text;

namespace Ponder.Verification.Extraction;

/// <summary>A fenced block of a response.</summary>
/// <param name="Tag">The word behind the opening fence; empty where there is none.</param>
/// <param name="Text">The lines between the fences.</param>
public sealed record CodeBlock(string Tag, string Text)
{
    private const int LeastFence = 3, MostIndent = 3;

    /// <summary>The closed blocks of a text, in order. A fence that is never closed opens no block.</summary>
    public static IEnumerable<CodeBlock> All(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (char Mark, int Length, string Tag)? open = null;
        var body = new StringBuilder();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            var (mark, length, rest) = Fence(line);
            if (open is not { } fence)
            {
                if (length >= LeastFence && !rest.Contains('`', StringComparison.Ordinal))
                {
                    open = (mark, length, rest.Trim().Split(' ', '{', ',')[0]);
                    body.Clear();
                }
            }
            else if (mark == fence.Mark && length >= fence.Length && string.IsNullOrWhiteSpace(rest))
            {
                yield return new CodeBlock(fence.Tag, body.ToString());
                open = null;
            }
            else
            {
                body.Append(line).Append('\n');
            }
        }
    }

    private static (char Mark, int Length, string After) Fence(string line)
    {
        var trimmed = line.TrimStart(' ');
        if (line.Length - trimmed.Length > MostIndent || trimmed.Length == 0 || trimmed[0] is not ('`' or '~'))
        {
            return (' ', 0, line);
        }

        var length = trimmed.TakeWhile(c => c == trimmed[0]).Count();
        return (trimmed[0], length, trimmed[length..]);
    }
}
