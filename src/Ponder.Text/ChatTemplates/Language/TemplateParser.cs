namespace Ponder.Text.ChatTemplates.Language;

/// <summary>Reads the statements of a template.</summary>
internal sealed class TemplateParser(List<TemplateToken> tokens)
{
    private const int DepthLimit = 100;

    private readonly ExpressionParser _expressions = new(tokens);
    private int _depth;

    public List<Statement> Run()
    {
        var body = ReadBody();
        var next = _expressions.Current;
        return next.Kind == TemplateTokenKind.End
            ? body
            : throw TemplateError.At(next.Line, $"{tokens[_expressions.Position + 1].Value} has no beginning");
    }

    /// <summary>Reads statements up to a tag that closes or continues the surrounding one.</summary>
    private List<Statement> ReadBody()
    {
        if (_depth++ > DepthLimit)
        {
            throw TemplateError.At(_expressions.Current.Line, "blocks are nested too deeply");
        }

        var body = ReadStatements();
        _depth--;
        return body;
    }

    private List<Statement> ReadStatements()
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = _expressions.Current;
            switch (token)
            {
                case { Kind: TemplateTokenKind.End }:
                    return body;

                case { Kind: TemplateTokenKind.Text }:
                    _expressions.Next();
                    body.Add(new Statement.Text(token.Value, token.Line));
                    break;

                case { Value: "{{" }:
                    _expressions.Next();
                    body.Add(new Statement.Output(_expressions.Read(), token.Line));
                    _expressions.Expect("}}");
                    break;

                default:
                    if (tokens[_expressions.Position + 1].Value is "endif" or "endfor" or "else" or "elif")
                    {
                        return body;
                    }

                    _expressions.Expect("{%");
                    body.Add(ReadBlock());
                    break;
            }
        }
    }

    private Statement ReadBlock()
    {
        var keyword = _expressions.Next();
        return keyword.Value switch
        {
            "if" => ReadIf(keyword.Line),
            "for" => ReadFor(keyword.Line),
            "set" => ReadSet(keyword.Line),
            _ => throw TemplateError.Unsupported(keyword.Line, $"the statement {keyword.Value}"),
        };
    }

    private Statement.If ReadIf(int line)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        Expression? condition = _expressions.Read();
        while (true)
        {
            _expressions.Expect("%}");
            branches.Add((condition, ReadBody()));
            _expressions.Expect("{%");
            var keyword = _expressions.Next();
            switch (keyword.Value)
            {
                case "endif":
                    _expressions.Expect("%}");
                    return new Statement.If(branches, line);
                case "elif" when condition is not null:
                    condition = _expressions.Read();
                    break;
                case "else" when condition is not null:
                    condition = null;
                    break;
                default:
                    throw TemplateError.At(keyword.Line, $"expected endif of the if on line {line}, found \"{keyword.Value}\"");
            }
        }
    }

    private Statement ReadFor(int line)
    {
        var variable = _expressions.Name();
        var several = _expressions.Accept(",");
        if (several)
        {
            _expressions.Name();
        }

        _expressions.Expect("in");
        var items = _expressions.Read(conditional: false);
        var filtered = _expressions.Accept("if");
        if (filtered)
        {
            _expressions.Read();
        }

        _expressions.Expect("%}");
        var body = ReadBody();
        _expressions.Expect("{%");
        _expressions.Expect("endfor");
        _expressions.Expect("%}");
        return several ? new Statement.Unsupported("a loop over several variables", line)
            : filtered ? new Statement.Unsupported("a loop with a condition", line)
            : new Statement.For(variable, items, body, line);
    }

    private Statement ReadSet(int line)
    {
        var name = _expressions.Name();
        if (_expressions.Accept("."))
        {
            _expressions.Name();
            _expressions.Expect("=");
            _expressions.Read();
            _expressions.Expect("%}");
            return new Statement.Unsupported("an assignment to an attribute", line);
        }

        if (!_expressions.Accept("="))
        {
            throw TemplateError.Unsupported(line, "a set block");
        }

        var value = _expressions.Read();
        _expressions.Expect("%}");
        return new Statement.Set(name, value, line);
    }
}
