using System.Text;

namespace Ponder.Text.ChatTemplates.Language;

/// <summary>
/// Cuts a template into tokens, with the white-space rules of chat templates: <c>trim_blocks</c> and <c>lstrip_blocks</c> are
/// on, <c>-</c> and <c>+</c> at a tag override them.
/// </summary>
internal sealed class TemplateLexer(string source)
{
    private static readonly string[] LongOperators = ["==", "!=", "<=", ">=", "//", "**"];

    private readonly List<TemplateToken> _tokens = [];
    private int _position;
    private int _line = 1;

    public List<TemplateToken> Run()
    {
        while (_position < source.Length)
        {
            ReadText();
            if (_position >= source.Length)
            {
                break;
            }

            var kind = source[_position + 1];
            if (kind == '#')
            {
                SkipComment();
            }
            else
            {
                ReadTag(kind);
            }
        }

        _tokens.Add(new TemplateToken(TemplateTokenKind.End, "", _line));
        return _tokens;
    }

    private void ReadText()
    {
        var start = _position;
        var open = start;
        while (open < source.Length && !(source[open] == '{' && open + 1 < source.Length && source[open + 1] is '{' or '%' or '#'))
        {
            open++;
        }

        var text = source[start..open];
        var mark = open + 2 < source.Length ? source[open + 2] : ' ';
        if (open < source.Length && mark == '-')
        {
            text = text.TrimEnd();
        }
        else if (open < source.Length && mark != '+' && source[open + 1] != '{')
        {
            // lstrip_blocks: spaces between the start of a line and a block tag vanish.
            var lineStart = text.LastIndexOf('\n') + 1;
            if (text.AsSpan(lineStart).IsWhiteSpace() && (lineStart > 0 || start == 0 || source[start - 1] == '\n'))
            {
                text = text[..lineStart];
            }
        }

        if (text.Length > 0)
        {
            _tokens.Add(new TemplateToken(TemplateTokenKind.Text, text, _line));
        }

        Advance(open);
    }

    private void SkipComment()
    {
        var end = source.IndexOf("#}", _position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw TemplateError.At(_line, "the comment {# has no #}");
        }

        EndTag(end + 2, trimAll: source[end - 1] == '-', block: true);
    }

    private void ReadTag(char kind)
    {
        var close = kind == '{' ? "}}" : "%}";
        var startLine = _line;
        _tokens.Add(new TemplateToken(TemplateTokenKind.Tag, "{" + kind, _line));
        _position += 2;
        if (_position < source.Length && source[_position] is '-' or '+')
        {
            _position++;
        }

        var depth = 0;
        while (true)
        {
            while (_position < source.Length && char.IsWhiteSpace(source[_position]))
            {
                Advance(_position + 1);
            }

            if (_position >= source.Length)
            {
                throw TemplateError.At(startLine, $"the tag {{{kind} has no {close}");
            }

            var trims = source[_position] is '-' or '+' && At(_position + 1, close);
            if (trims || (depth == 0 && At(_position, close)))
            {
                _tokens.Add(new TemplateToken(TemplateTokenKind.Tag, close, _line));
                var plus = source[_position] == '+';
                EndTag(_position + (trims ? 3 : 2), trimAll: trims && !plus, block: kind == '%' && !plus);
                return;
            }

            depth += source[_position] is '{' or '[' or '(' ? 1 : source[_position] is '}' or ']' or ')' ? -1 : 0;
            ReadToken();
        }
    }

    private void ReadToken()
    {
        var c = source[_position];
        var start = _position;
        if (c is '\'' or '"')
        {
            ReadString(c);
        }
        else if (char.IsLetter(c) || c == '_')
        {
            while (_position < source.Length && (char.IsLetterOrDigit(source[_position]) || source[_position] == '_'))
            {
                _position++;
            }

            _tokens.Add(new TemplateToken(TemplateTokenKind.Name, source[start.._position], _line));
        }
        else if (char.IsAsciiDigit(c))
        {
            while (_position < source.Length && char.IsAsciiDigit(source[_position]))
            {
                _position++;
            }

            _tokens.Add(new TemplateToken(TemplateTokenKind.Integer, source[start.._position], _line));
        }
        else
        {
            var op = LongOperators.FirstOrDefault(o => At(start, o)) ?? c.ToString();
            _position += op.Length;
            _tokens.Add(new TemplateToken(TemplateTokenKind.Operator, op, _line));
        }
    }

    private void ReadString(char quote)
    {
        var line = _line;
        var text = new StringBuilder();
        var i = _position + 1;
        while (i < source.Length && source[i] != quote)
        {
            if (source[i] != '\\' || i + 1 >= source.Length)
            {
                text.Append(source[i++]);
                continue;
            }

            text.Append(source[i + 1] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' => "\r",
                '\\' => "\\",
                '\'' => "'",
                '"' => "\"",
                var other => "\\" + other,
            });
            i += 2;
        }

        if (i >= source.Length)
        {
            throw TemplateError.At(line, $"the string that {quote} begins has no end");
        }

        _tokens.Add(new TemplateToken(TemplateTokenKind.String, text.ToString(), line));
        Advance(i + 1);
    }

    private void EndTag(int end, bool trimAll, bool block)
    {
        if (trimAll)
        {
            while (end < source.Length && char.IsWhiteSpace(source[end]))
            {
                end++;
            }
        }
        else if (block && end < source.Length && source[end] == '\n')
        {
            end++;
        }

        Advance(end);
    }

    private bool At(int position, string text) => string.CompareOrdinal(source, position, text, 0, text.Length) == 0;

    private void Advance(int position)
    {
        _line += source.AsSpan(_position, position - _position).Count('\n');
        _position = position;
    }
}
