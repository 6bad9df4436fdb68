namespace Ponder.Text.ChatTemplates.Language;

/// <summary>An expression of the template language.</summary>
internal abstract record Expression(int Line)
{
    /// <summary>A string, whole number, truth value or None.</summary>
    public sealed record Literal(object? Value, int Line) : Expression(Line);

    /// <summary>A variable.</summary>
    public sealed record Name(string Value, int Line) : Expression(Line);

    /// <summary><c>target.key</c> or <c>target[key]</c>.</summary>
    public sealed record Item(Expression Target, Expression Key, int Line) : Expression(Line);

    /// <summary><c>not x</c> or <c>-x</c>.</summary>
    public sealed record Unary(string Operator, Expression Operand, int Line) : Expression(Line);

    /// <summary>Two operands with an operator between.</summary>
    public sealed record Binary(string Operator, Expression Left, Expression Right, int Line) : Expression(Line);

    /// <summary><c>value if condition else other</c>.</summary>
    public sealed record Conditional(Expression Value, Expression Condition, Expression? Otherwise, int Line) : Expression(Line);

    /// <summary><c>target(arguments)</c>.</summary>
    public sealed record Call(Expression Target, IReadOnlyList<Expression> Arguments, int Line) : Expression(Line);

    /// <summary><c>target | name(arguments)</c>.</summary>
    public sealed record Filter(Expression Target, string Function, IReadOnlyList<Expression> Arguments, int Line) : Expression(Line);

    /// <summary><c>target is [not] name</c>.</summary>
    public sealed record Test(Expression Target, string Function, bool Negated, int Line) : Expression(Line);

    /// <summary>Something that is read and never evaluated: slices, lists, dictionaries, keyword arguments.</summary>
    public sealed record Unsupported(string What, int Line) : Expression(Line);
}
