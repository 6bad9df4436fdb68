namespace Ponder.Text.ChatTemplates.Language;

/// <summary>What a lexical token of a template is.</summary>
internal enum TemplateTokenKind
{
    /// <summary>Literal output between tags.</summary>
    Text,

    /// <summary>The start or end of a tag: <c>{{</c>, <c>}}</c>, <c>{%</c>, <c>%}</c>.</summary>
    Tag,

    /// <summary>A name or keyword.</summary>
    Name,

    /// <summary>A quoted string, escapes resolved.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>An operator or bracket.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}

/// <summary>A lexical token with the line on which it stands.</summary>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Value, int Line);
