using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ponder.Cli;

/// <summary>The usual help text, with the verb's examples below.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const int Column = 58;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is Verb { Examples.Count: > 0 } verb)
        {
            output.WriteLine("Examples:");
            foreach (var (example, meaning) in verb.Examples)
            {
                var line = $"  ponder {example}";
                output.WriteLine(line.Length < Column ? $"{line.PadRight(Column)}{meaning}" : $"{line}\n{new string(' ', Column)}{meaning}");
            }

            output.WriteLine();
        }
        else if (command is RootCommand)
        {
            output.WriteLine("'ponder VERB --help' explains a verb and shows examples.");
            output.WriteLine("Exit codes: 0 done, 1 the work failed, 2 the input is wrong, 130 interrupted after a clean checkpoint.");
            output.WriteLine();
        }

        return ExitCodes.Done;
    }
}
