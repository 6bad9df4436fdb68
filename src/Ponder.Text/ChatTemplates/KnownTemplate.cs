namespace Ponder.Text.ChatTemplates;

/// <summary>A kind of chat template that Ponder renders.</summary>
/// <param name="Name">The kind's name.</param>
/// <param name="Recognises">Whether a template is of this kind.</param>
/// <param name="Create">Makes the renderer; throws a <see cref="UserException"/> where the template cannot be read.</param>
public sealed record KnownTemplate(
    string Name, Func<ChatTemplateSource, bool> Recognises, Func<ChatTemplateSource, IChatTemplate> Create);
