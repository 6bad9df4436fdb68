namespace Ponder.Verification.Code.Languages;

/// <summary>The table of languages.</summary>
internal static class CodeLanguages
{
    public static IReadOnlyList<CodeLanguage> All { get; } = [new PythonLanguage(), new JavaScriptLanguage(), new CppLanguage(), new CSharpLanguage()];

    /// <summary>The language of a name or alias; null where there is none.</summary>
    public static CodeLanguage? Find(string name) =>
        All.FirstOrDefault(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || l.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));
}
