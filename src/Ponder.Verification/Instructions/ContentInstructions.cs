using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>IFEval: what the response contains, how it is laid out, how it starts and ends.</summary>
internal static partial class ContentInstructions
{
    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("detectable_content:number_placeholders", (text, a) => Markdown.Brackets(text) >= a.Number("num_placeholders")),
        new("detectable_content:postscript", Postscript),
        new("detectable_format:number_bullet_lists", (text, a) => Markdown.Bullets(text) == a.Number("num_bullets")),
        new("detectable_format:number_highlighted_sections", (text, a) => Markdown.Highlights(text) >= a.Number("num_highlights")),
        new("detectable_format:multiple_sections", (text, a) =>
            Markdown.Sections(text, PythonText.Strip(a.Text("section_spliter"))) >= a.Number("num_sections")),
        new("detectable_format:json_format", (text, _) => JsonSyntax.IsDocument(WithoutFence(text))),
        new("detectable_format:title", (text, _) => Markdown.HasTitle(text)),
        new("detectable_format:constrained_response", (text, _) =>
            new[] { "My answer is yes.", "My answer is no.", "My answer is maybe." }.Any(o => text.Contains(o, StringComparison.Ordinal))),
        new("combination:two_responses", (text, _) => TwoResponses(text)),
        new("combination:repeat_prompt", (text, a) =>
            Small(text).StartsWith(Small(a.Text("prompt_to_repeat")), StringComparison.Ordinal)),
        new("startend:end_checker", (text, a) =>
            PythonText.Strip(text).Trim('"').ToLowerInvariant().EndsWith(Small(a.Text("end_phrase")), StringComparison.Ordinal)),
        new("startend:quotation", (text, _) => PythonText.Strip(text) is { Length: > 1 } t && t[0] == '"' && t[^1] == '"'),
        new("punctuation:no_comma", (text, _) => !text.Contains(',', StringComparison.Ordinal)),
    ];

    private static string Small(string text) => PythonText.Strip(text).ToLowerInvariant();

    private static bool Postscript(string text, InstructionArguments arguments)
    {
        var small = text.ToLowerInvariant();
        return PythonText.Strip(arguments.Text("postscript_marker")) switch
        {
            "P.P.S" => TwicePostscript().IsMatch(small),
            "P.S." => OncePostscript().IsMatch(small),
            var marker => UserPattern.Occurs(marker.ToLowerInvariant(), small, arguments, "postscript_marker"),
        };
    }

    private static bool TwoResponses(string text)
    {
        var parts = text.Split("******");
        if (parts.Length > 2 && parts[1..^1].Any(PythonText.IsBlank))
        {
            return false;
        }

        return parts.Where(p => !PythonText.IsBlank(p)).Select(PythonText.Strip).ToArray() is [var first, var second] && first != second;
    }

    private static string WithoutFence(string text)
    {
        text = PythonText.Strip(text);
        foreach (var fence in new[] { "```json", "```Json", "```JSON", "```" })
        {
            text = text.StartsWith(fence, StringComparison.Ordinal) ? text[fence.Length..] : text;
        }

        return PythonText.Strip(text.EndsWith("```", StringComparison.Ordinal) ? text[..^3] : text);
    }

    [GeneratedRegex(@"p\.\s?s\.", RegexOptions.CultureInvariant)]
    private static partial Regex OncePostscript();

    [GeneratedRegex(@"p\.\s?p\.\s?s", RegexOptions.CultureInvariant)]
    private static partial Regex TwicePostscript();
}
