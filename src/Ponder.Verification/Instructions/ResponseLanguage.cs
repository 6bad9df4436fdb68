using Ponder.Verification.Language;

namespace Ponder.Verification.Instructions;

/// <summary>The language of a whole response.</summary>
internal static class ResponseLanguage
{
    /// <summary>The code; English where Latin words say nothing; null where there are no letters.</summary>
    public static string? Of(string text)
    {
        if (LanguageIdentifier.Identify(text) is { } known)
        {
            return known;
        }

        return text.Any(char.IsLetter) ? "en" : null;
    }
}
