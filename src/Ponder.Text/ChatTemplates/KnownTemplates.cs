namespace Ponder.Text.ChatTemplates;

/// <summary>The table of the chat templates that Ponder renders.</summary>
public static class KnownTemplates
{
    /// <summary>All kinds; the first that recognises a template renders it.</summary>
    public static IReadOnlyList<KnownTemplate> All { get; } =
    [
        new("plain", source => string.IsNullOrWhiteSpace(source.Text), _ => PlainTemplate.Instance),
        new("chatml", ChatMlTemplate.Recognises, source => new ChatMlTemplate(source)),
    ];

    /// <summary>The renderer of a model's template; a model without one gets <see cref="PlainTemplate"/>.</summary>
    /// <exception cref="UserException">The template is of no known kind, or uses what is not supported.</exception>
    public static IChatTemplate Resolve(ChatTemplateSource? source)
    {
        if (source is null)
        {
            return PlainTemplate.Instance;
        }

        var known = All.FirstOrDefault(t => t.Recognises(source));
        if (known is not null)
        {
            return known.Create(source);
        }

        var start = source.Text.ReplaceLineEndings(" ").Trim();
        start = start.Length > 60 ? start[..60] + "…" : start;
        throw new UserException(
            $"chat template: expected one of {string.Join(", ", All.Select(t => t.Name))}, found \"{start}\". "
            + "Full Jinja is not there yet: use a model with a ChatML template, or put such a template into "
            + $"{ChatTemplateSource.FileName} in the model's folder");
    }
}
