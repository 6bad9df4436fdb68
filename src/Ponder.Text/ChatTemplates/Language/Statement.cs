namespace Ponder.Text.ChatTemplates.Language;

/// <summary>A statement of the template language.</summary>
internal abstract record Statement(int Line)
{
    /// <summary>Literal output.</summary>
    public sealed record Text(string Value, int Line) : Statement(Line);

    /// <summary><c>{{ value }}</c>.</summary>
    public sealed record Output(Expression Value, int Line) : Statement(Line);

    /// <summary>The first branch whose condition holds; the last may have none.</summary>
    public sealed record If(IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> Branches, int Line)
        : Statement(Line);

    /// <summary><c>{% for variable in items %}</c>.</summary>
    public sealed record For(string Variable, Expression Items, IReadOnlyList<Statement> Body, int Line) : Statement(Line);

    /// <summary><c>{% set name = value %}</c>.</summary>
    public sealed record Set(string Name, Expression Value, int Line) : Statement(Line);

    /// <summary>Something that is read and never executed.</summary>
    public sealed record Unsupported(string What, int Line) : Statement(Line);
}
