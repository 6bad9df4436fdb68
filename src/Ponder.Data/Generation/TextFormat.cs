using System.Text;
using Ponder.Text;

namespace Ponder.Data.Generation;

/// <summary>A text with places like <c>{a}</c> that are filled in; <c>{{</c> and <c>}}</c> stand for braces.</summary>
public sealed class TextFormat
{
    private readonly List<(string Literal, string? Place)> _parts = [];

    /// <summary>Reads a format.</summary>
    /// <param name="task">Name for messages.</param>
    /// <param name="text">The format.</param>
    /// <param name="places">Names that may occur.</param>
    /// <param name="needed">Names that must occur.</param>
    /// <exception cref="UserException">A place is unknown, missing or not closed.</exception>
    public TextFormat(string task, string text, IReadOnlyList<string> places, IReadOnlyList<string> needed)
    {
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{')
            {
                var close = text.IndexOf('}', i);
                var name = close < 0 ? null : text[(i + 1)..close];
                if (name is null || !places.Contains(name))
                {
                    throw new UserException(
                        $"task {task}: the format \"{text}\" has \"{(name is null ? text[i..] : $"{{{name}}}")}\"; "
                        + $"known places are {string.Join(", ", places.Select(p => $"{{{p}}}"))}; write {{{{ for a brace");
                }

                _parts.Add((literal.ToString(), name));
                literal.Clear();
                i = close;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        _parts.Add((literal.ToString(), null));
        if (needed.FirstOrDefault(n => _parts.All(p => p.Place != n)) is { } missing)
        {
            throw new UserException($"task {task}: the format \"{text}\" lacks {{{missing}}}");
        }
    }

    /// <summary>The text with every place filled in.</summary>
    public string Fill(params ReadOnlySpan<(string Place, string Text)> values)
    {
        var result = new StringBuilder();
        foreach (var (literal, place) in _parts)
        {
            result.Append(literal);
            foreach (var (name, text) in values)
            {
                if (name == place)
                {
                    result.Append(text);
                }
            }
        }

        return result.ToString();
    }
}
