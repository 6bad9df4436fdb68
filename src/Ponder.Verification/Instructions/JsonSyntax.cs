using System.Buffers;

namespace Ponder.Verification.Instructions;

/// <summary>
/// Whether a text is one JSON value as Python's <c>json.loads</c> takes it: <c>NaN</c> and the infinities are numbers, control
/// characters in strings and a comma before a closing bracket are errors.
/// </summary>
internal static class JsonSyntax
{
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private const int MaxDepth = 900;

    /// <summary>Reads the whole text; nesting lives on the heap.</summary>
    public static bool IsDocument(string text)
    {
        var open = new Stack<char>();
        var at = 0;
        while (true)
        {
            // A value starts here.
            Skip(text, ref at);
            if (at >= text.Length)
            {
                return false;
            }

            if (text[at] is '{' or '[')
            {
                var closing = text[at++] == '{' ? '}' : ']';
                Skip(text, ref at);
                if (at < text.Length && text[at] == closing)
                {
                    at++;
                }
                else if (open.Count >= MaxDepth || (closing == '}' && !Key(text, ref at)))
                {
                    return false;
                }
                else
                {
                    open.Push(closing);
                    continue;
                }
            }
            else if (!(text[at] == '"' ? String(text, ref at) : Word(text, ref at) || Number(text, ref at)))
            {
                return false;
            }

            // A value has ended.
            Skip(text, ref at);
            while (open.Count > 0 && at < text.Length && text[at] == open.Peek())
            {
                open.Pop();
                at++;
                Skip(text, ref at);
            }

            if (open.Count == 0)
            {
                return at == text.Length;
            }

            if (at >= text.Length || text[at++] != ',' || (open.Peek() == '}' && !Key(text, ref at)))
            {
                return false;
            }
        }
    }

    private static bool Key(string text, ref int at)
    {
        Skip(text, ref at);
        if (at >= text.Length || text[at] != '"' || !String(text, ref at))
        {
            return false;
        }

        Skip(text, ref at);
        return at < text.Length && text[at++] == ':';
    }

    private static bool String(string text, ref int at)
    {
        for (at++; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    at++;
                    return true;
                case < ' ':
                    return false;
                case '\\':
                    at++;
                    if (at >= text.Length || !"\"\\/bfnrtu".Contains(text[at], StringComparison.Ordinal))
                    {
                        return false;
                    }

                    if (text[at] == 'u')
                    {
                        if (at + 4 >= text.Length || text.AsSpan(at + 1, 4).ContainsAnyExcept(s_hexadecimal))
                        {
                            return false;
                        }

                        at += 4;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool Word(string text, ref int at)
    {
        foreach (var word in new[] { "true", "false", "null", "NaN", "Infinity", "-Infinity" })
        {
            if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
            {
                at += word.Length;
                return true;
            }
        }

        return false;
    }

    private static bool Number(string text, ref int at)
    {
        var start = at;
        at += text[at] == '-' ? 1 : 0;
        if (at < text.Length && text[at] == '0')
        {
            at++;
        }
        else if (!Digits(text, ref at))
        {
            at = start;
            return false;
        }

        // A stop or an exponent without digits ends the number before it; what is left is then an error of the caller.
        var point = at + 1;
        if (at < text.Length && text[at] == '.' && Digits(text, ref point))
        {
            at = point;
        }

        var exponent = at + 1;
        if (at < text.Length && (text[at] is 'e' or 'E'))
        {
            exponent += exponent < text.Length && (text[exponent] is '+' or '-') ? 1 : 0;
            at = Digits(text, ref exponent) ? exponent : at;
        }

        return true;
    }

    private static bool Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at > start;
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\n' or '\r'))
        {
            at++;
        }
    }
}
