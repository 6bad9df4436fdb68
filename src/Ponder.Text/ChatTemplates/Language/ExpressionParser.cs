using System.Globalization;

namespace Ponder.Text.ChatTemplates.Language;

/// <summary>Reads expressions by precedence: if-else, or, and, not, comparisons, + - ~, * / %, filters and tests, postfix.</summary>
internal sealed class ExpressionParser(List<TemplateToken> tokens)
{
    private const int DepthLimit = 200;
    private const int LengthLimit = 2000;

    private int _depth;
    private int _length;

    public int Position { get; private set; }

    public TemplateToken Current => tokens[Position];

    public TemplateToken Next() => Current.Kind == TemplateTokenKind.End ? Current : tokens[Position++];

    public bool Accept(string value)
    {
        if (Current.Kind is TemplateTokenKind.String or TemplateTokenKind.Text || Current.Value != value)
        {
            return false;
        }

        Position++;
        return true;
    }

    public void Expect(string value)
    {
        if (!Accept(value))
        {
            throw Unexpected($"\"{value}\"");
        }
    }

    public string Name() => Current.Kind == TemplateTokenKind.Name ? Next().Value : throw Unexpected("a name");

    /// <summary>Reads an expression.</summary>
    /// <param name="conditional">Whether <c>if … else …</c> may follow; in a loop's head <c>if</c> belongs to the loop.</param>
    public Expression Read(bool conditional = true)
    {
        _length = _depth == 0 ? 0 : _length;
        return Nested(() => ReadConditional(conditional));
    }

    private Expression ReadConditional(bool conditional)
    {
        var value = ReadBinary(0);
        while (conditional && Current is { Kind: TemplateTokenKind.Name, Value: "if" })
        {
            var line = Next().Line;
            var condition = ReadBinary(0);
            value = new Expression.Conditional(value, condition, Accept("else") ? Read() : null, line);
            Grow();
        }

        return value;
    }

    private static int Precedence(string op) => op switch
    {
        "or" => 0,
        "and" => 1,
        "==" or "!=" or "<" or ">" or "<=" or ">=" or "in" or "not in" => 3,
        "+" or "-" => 4,
        "~" => 5,
        "*" or "/" or "//" or "%" or "**" => 6,
        _ => -1,
    };

    private Expression ReadBinary(int minimum)
    {
        var left = ReadUnary(minimum);
        while (Operator() is { } op && Precedence(op) is >= 0 and var precedence && precedence >= minimum)
        {
            var line = Next().Line;
            if (op == "not in")
            {
                Next();
            }

            left = new Expression.Binary(op, left, ReadBinary(precedence + 1), line);
            Grow();
        }

        return left;
    }

    private string? Operator()
    {
        if (Current.Kind is not (TemplateTokenKind.Operator or TemplateTokenKind.Name))
        {
            return null;
        }

        return Current.Value == "not" && tokens[Position + 1].Value == "in" ? "not in" : Current.Value;
    }

    private Expression ReadUnary(int minimum)
    {
        var token = Current;
        if (token is { Kind: TemplateTokenKind.Name, Value: "not" } && minimum <= 3)
        {
            Next();
            return new Expression.Unary("not", Nested(() => ReadBinary(3)), token.Line);
        }

        if (token is { Kind: TemplateTokenKind.Operator, Value: "-" })
        {
            Next();
            return new Expression.Unary("-", Nested(() => ReadUnary(7)), token.Line);
        }

        return ReadPostfix(ReadPrimary());
    }

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > DepthLimit)
        {
            throw TemplateError.At(Current.Line, "the expression is nested too deeply");
        }

        var value = read();
        _depth--;
        return value;
    }

    /// <summary>Long chains nest to the left, and evaluation recurses.</summary>
    private void Grow()
    {
        if (++_length > LengthLimit)
        {
            throw TemplateError.At(Current.Line, "the expression is too long");
        }
    }

    private Expression ReadPrimary()
    {
        var token = Next();
        switch (token.Kind)
        {
            case TemplateTokenKind.String:
                var text = token.Value;
                while (Current.Kind == TemplateTokenKind.String)
                {
                    text += Next().Value;
                }

                return new Expression.Literal(text, token.Line);

            case TemplateTokenKind.Integer:
                return long.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? new Expression.Literal(number, token.Line)
                    : throw TemplateError.At(token.Line, $"the number {token.Value} is too large");

            case TemplateTokenKind.Name:
                return token.Value switch
                {
                    "true" or "True" => new Expression.Literal(true, token.Line),
                    "false" or "False" => new Expression.Literal(false, token.Line),
                    "none" or "None" => new Expression.Literal(null, token.Line),
                    _ => new Expression.Name(token.Value, token.Line),
                };

            case TemplateTokenKind.Operator when token.Value == "(":
                var inner = Read();
                if (!Accept(","))
                {
                    Expect(")");
                    return inner;
                }

                ReadList(")");
                return new Expression.Unsupported("a tuple", token.Line);

            case TemplateTokenKind.Operator when token.Value == "[":
                ReadList("]");
                return new Expression.Unsupported("a list", token.Line);

            case TemplateTokenKind.Operator when token.Value == "{":
                ReadList("}");
                return new Expression.Unsupported("a dictionary", token.Line);

            default:
                Position = Math.Max(0, Position - (token.Kind == TemplateTokenKind.End ? 0 : 1));
                throw Unexpected("an expression");
        }
    }

    private Expression ReadPostfix(Expression value)
    {
        while (true)
        {
            Grow();
            var line = Current.Line;
            if (Accept("."))
            {
                var key = Current.Kind == TemplateTokenKind.Integer ? Next().Value : Name();
                value = new Expression.Item(value, new Expression.Literal(key, line), line);
            }
            else if (Accept("["))
            {
                value = ReadIndex(value, line);
            }
            else if (Accept("("))
            {
                value = new Expression.Call(value, ReadList(")"), line);
            }
            else if (Accept("|"))
            {
                value = new Expression.Filter(value, Name(), Accept("(") ? ReadList(")") : [], line);
            }
            else if (Accept("is"))
            {
                var negated = Accept("not");
                var name = Name();
                if (Current.Kind is TemplateTokenKind.String or TemplateTokenKind.Integer || Accept("("))
                {
                    throw TemplateError.Unsupported(line, $"the test {name} with an argument");
                }

                value = new Expression.Test(value, name, negated, line);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ReadIndex(Expression target, int line)
    {
        Expression? key = Current is { Kind: TemplateTokenKind.Operator, Value: ":" } ? null : Read();
        if (key is not null && Accept("]"))
        {
            return new Expression.Item(target, key, line);
        }

        while (!Accept("]"))
        {
            if (!Accept(":"))
            {
                Read();
            }
        }

        return new Expression.Unsupported("a slice", line);
    }

    /// <summary>Reads arguments or elements; keywords and values after a colon are kept as unsupported.</summary>
    private List<Expression> ReadList(string close)
    {
        var items = new List<Expression>();
        while (!Accept(close))
        {
            var item = Read();
            if (Accept("=") || Accept(":"))
            {
                Read();
                item = new Expression.Unsupported("a keyword argument", item.Line);
            }

            items.Add(item);
            if (!Accept(","))
            {
                Expect(close);
                break;
            }
        }

        return items;
    }

    private UserException Unexpected(string expected)
    {
        var found = Current.Kind == TemplateTokenKind.End ? "the end" : $"\"{Current.Value}\"";
        return TemplateError.At(Current.Line, $"expected {expected}, found {found}");
    }
}
