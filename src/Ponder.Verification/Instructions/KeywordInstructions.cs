namespace Ponder.Verification.Instructions;

/// <summary>IFEval: keywords, letters, and the language of the response.</summary>
internal static class KeywordInstructions
{
    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("keywords:existence", (text, a) => a.Texts("keywords").All(word => UserPattern.Occurs(word, text, a, "keywords"))),
        new("keywords:forbidden_words", (text, a) =>
            a.Texts("forbidden_words").All(word => !UserPattern.Occurs($@"\b{word}\b", text, a, "forbidden_words"))),
        new("keywords:frequency", (text, a) =>
            a.Holds(UserPattern.Count(PythonText.Strip(a.Text("keyword")), text, a, "keyword"), "frequency", "relation")),
        new("keywords:letter_frequency", (text, a) => a.Holds(Letters(text, a), "let_frequency", "let_relation")),
        new("language:response_language", (text, a) => IsLanguage(text, a.Text("language"))),
    ];

    /// <summary>Whether the language is that one, or cannot be told; the original counts text without letters as followed.</summary>
    public static bool IsLanguage(string text, string language)
    {
        var code = ResponseLanguage.Of(text);
        return code is null || code == language || (code == "zh" && language.StartsWith("zh-", StringComparison.Ordinal));
    }

    private static int Letters(string text, InstructionArguments arguments)
    {
        var letter = PythonText.Strip(arguments.Text("letter")).ToLowerInvariant();
        if (letter.Length != 1)
        {
            arguments.Wrong("letter", "one letter");
            return 0;
        }

        return text.ToLowerInvariant().Count(c => c == letter[0]);
    }
}
