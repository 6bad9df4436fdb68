namespace Ponder.Verification.Instructions;

/// <summary>IFEval: capital and small letters.</summary>
internal static class CaseInstructions
{
    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("change_case:capital_word_frequency", (text, a) =>
            a.Holds(WordTokenizer.Tokens(text).Count(PythonText.IsUpper), "capital_frequency", "capital_relation")),
        new("change_case:english_capital", (text, _) => PythonText.IsUpper(text) && KeywordInstructions.IsLanguage(text, "en")),
        new("change_case:english_lowercase", (text, _) => PythonText.IsLower(text) && KeywordInstructions.IsLanguage(text, "en")),
    ];
}
