using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;

namespace Ponder.Cli;

/// <summary>Says what is wrong with the arguments, with the nearest spelling and the way to the help text.</summary>
internal static class ParseErrors
{
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var where = command is RootCommand ? "ponder" : $"ponder {command.Name}";
        var text = new StringBuilder();
        if (command is RootCommand && parsed.Tokens.Count > 0 && parsed.Tokens[0].Value is var word && word[0] != '-')
        {
            text.AppendLine(Unknown("verb", word, command.Subcommands.Select(verb => verb.Name)));
            text.Append("'ponder --help' lists the verbs.");
            return text.ToString();
        }

        var spelled = false;
        foreach (var token in parsed.UnmatchedTokens.Where(token => token.StartsWith('-')))
        {
            text.AppendLine(Unknown($"option of '{where}'", token, OptionNames(command)));
            spelled = true;
        }

        if (!spelled)
        {
            foreach (var message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                text.AppendLine($"{where}: {message}");
            }
        }

        text.Append($"'{where} --help' shows what it takes.");
        return text.ToString();
    }

    private static string Unknown(string kind, string word, IEnumerable<string> known)
    {
        var nearest = Spelling.Nearest(word, known);
        return $"unknown {kind}: '{word}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?");
    }

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));
}
