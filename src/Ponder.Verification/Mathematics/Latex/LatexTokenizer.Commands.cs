using Ponder.Verification.Mathematics.Units;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Commands.</content>
internal sealed partial class LatexTokenizer
{
    private void Command()
    {
        if (++_at >= _text.Length)
        {
            return;
        }

        var c = _text[_at];
        if (!char.IsAsciiLetter(c))
        {
            _at++;
            Escape(c);
            return;
        }

        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        var name = CommonTexts.Of(_text.AsSpan(start, _at - start));
        if (Dropped.Contains(name))
        {
            Drop(name);
        }
        else if (TextCommands.Contains(name))
        {
            TextCommand(name);
        }
        else if (name is "phantom" or "hphantom" or "vphantom" or "hspace" or "label" or "tag" or "color")
        {
            Argument();
            _space = true;
        }
        else if (name is "mathbb" or "mathcal" or "vec" or "hat" or "overrightarrow" or "overline" or "bar" or "tilde" or "widehat" && Argument(onlyLetters: true) is { } letters)
        {
            Add(TokenKind.Command, name is "mathbb" or "mathcal" && letters.Length == 1 ? letters : $"{name} {letters}");
        }
        else
        {
            Add(TokenKind.Command, name);
        }
    }

    private void Drop(string name)
    {
        _space = true;
        if (name == "hspace")
        {
            Argument();
        }

        // \left. and \right. are empty delimiters.
        if (name is "left" or "right" && _at < _text.Length && _text[_at] == '.')
        {
            _at++;
        }
    }

    private void Escape(char c)
    {
        switch (c)
        {
            case '\\':
                Add(TokenKind.RowBreak, "\\\\");
                SkipGap();
                break;
            case '{':
                _brackets++;
                Add(TokenKind.Command, "{");
                break;
            case '}':
                _brackets--;
                Add(TokenKind.Command, "}");
                break;
            case '%' or '$' or '|' or '#' or '&' or '_':
                Add(TokenKind.Command, CommonTexts.Of(c));
                break;
            case '(' or ')' or '[' or ']':
                break;
            default:
                _space = true;
                break;
        }
    }

    // [2pt] behind a row break.
    private void SkipGap()
    {
        var close = _at < _text.Length && _text[_at] == '[' ? _text.AsSpan(_at, Math.Min(12, _text.Length - _at)).IndexOf(']') : -1;
        if (close > 3 && _text.AsSpan(_at + close - 2, 2) is "pt" or "em" or "ex" or "mm" or "cm")
        {
            _at += close + 1;
        }
    }

    private void TextCommand(string name)
    {
        if (Argument() is not { } content)
        {
            return;
        }

        var inner = content.Trim(' ', '~', '\t', '\n');
        if (inner.Length == 1 && name is "text" or "mbox" or "mathrm" or "textrm" && FollowsValue() && UnitTable.Find(inner) is not null)
        {
            Add(TokenKind.Text, inner);
        }
        else if (inner.Length > 1 && Commands.IsFunction(inner) && (_text.AsSpan(_at).StartsWith("(") || _text.AsSpan(_at).StartsWith("\\left(") || _text.AsSpan(_at).StartsWith("_") || name == "operatorname"))
        {
            Add(TokenKind.Command, CommonTexts.Of(inner));
        }
        else if (inner.Length == 1 && char.IsAsciiLetter(inner[0]))
        {
            Add(BoldCommands.Contains(name) ? TokenKind.Command : TokenKind.Word, BoldCommands.Contains(name) ? $"vec {inner}" : inner);
        }
        else if (IsMathematics(inner, name) || (_at < _text.Length && _text[_at] == '_' && inner.Any(char.IsAsciiDigit) && inner.All(char.IsAsciiHexDigit)))
        {
            _fuel.Spend(inner.Length);
            var nested = new LatexTokenizer(inner, _fuel, _groups, _decimalComma, _tokens, _depth + 1) { _space = _space, _brackets = _brackets };
            nested.Run();
            _failed |= nested._failed;
            _space = false;
        }
        else if (inner.Length > 0)
        {
            _space |= content.Length > 0 && char.IsWhiteSpace(content[0]);
            Add(TokenKind.Text, inner);
            _space = char.IsWhiteSpace(content[^1]);
        }
        else
        {
            _space = true;
        }
    }

    private bool FollowsValue() => _tokens.Count > 0 && (_tokens[^1].Kind == TokenKind.Number || _tokens[^1].IsCommand("pi") || _tokens[^1].Is('}') || _tokens[^1].Is('/'));

    // Digits, choice letters and the like inside \text{…} are read as if they stood outside.
    private static bool IsMathematics(string inner, string name)
    {
        if (inner.Length == 0 || inner.Contains("\\text", StringComparison.Ordinal) || inner.Contains("\\mbox", StringComparison.Ordinal) || inner.Contains("\\math", StringComparison.Ordinal))
        {
            return false;
        }

        if (char.IsAsciiDigit(inner[0]) || (inner[0] is '-' or '$' or '.' or '\\' or '+' && inner.Length > 1))
        {
            return true;
        }

        if (BoldCommands.Contains(name) && !inner.All(char.IsAsciiLetter))
        {
            return true;
        }

        // Single letters with brackets and separators: (A), A, B, C.
        for (var i = 0; i < inner.Length; i++)
        {
            var letter = char.IsAsciiLetter(inner[i]);
            if (letter && i + 1 < inner.Length && char.IsAsciiLetter(inner[i + 1]))
            {
                return false;
            }

            if (!letter && inner[i] is not ('(' or ')' or ',' or ' ' or ';'))
            {
                return false;
            }
        }

        return true;
    }

    // The argument in braces behind the current place, or null where there is none.
    private string? Argument(bool onlyLetters = false)
    {
        var at = _at;
        while (at < _text.Length && _text[at] == ' ')
        {
            at++;
        }

        if (at < _text.Length && _text[at] != '{')
        {
            if (at >= _text.Length || (onlyLetters && !char.IsAsciiLetter(_text[at])) || _text[at] is '\\' or '}' or '$')
            {
                return null;
            }

            _at = at + 1;
            return _text[at].ToString();
        }

        if (at >= _text.Length)
        {
            return null;
        }

        var close = Ponder.Verification.Extraction.LatexBraces.Close(_text, at) ?? _text.Length;
        var content = _text[(at + 1)..close];
        if (onlyLetters && (content.Length == 0 || !content.All(char.IsAsciiLetter)))
        {
            return null;
        }

        _at = Math.Min(close + 1, _text.Length);
        return content;
    }
}
