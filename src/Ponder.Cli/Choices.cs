using System.CommandLine;

namespace Ponder.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Choices
{
    /// <summary>Refuses other words in one line, with the nearest spelling; shows the words in the help text.</summary>
    public static void AcceptOnly<T>(this Option<T> option, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
            {
                var nearest = Spelling.Nearest(token.Value, words);
                result.AddError($"{option.Name}: expected {string.Join(" or ", words)}, got '{token.Value}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
            }
        });
    }
}
