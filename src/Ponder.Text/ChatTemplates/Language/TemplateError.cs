namespace Ponder.Text.ChatTemplates.Language;

/// <summary>The errors of templates.</summary>
internal static class TemplateError
{
    /// <summary>The template is not well-formed, or fails on this conversation.</summary>
    public static UserException At(int line, string message) => new($"chat template, line {line}: {message}");

    /// <summary>The construct exists in Jinja and not here.</summary>
    public static UserException Unsupported(int line, string what)
    {
        return At(line, $"{what} is not supported: full Jinja is not there yet, only what ChatML templates of plain text need");
    }
}
