using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Ponder.Text;

namespace Ponder.Cli;

/// <summary>Parses the arguments, runs the verb and turns what went wrong into one message and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where messages go.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var root = CreateRoot();
        var parsed = root.Parse(args.Count == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync(ParseErrors.Describe(parsed));
            return ExitCodes.WrongInput;
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };

        using var interruption = new Interruption(error);
        try
        {
            var code = await parsed.InvokeAsync(configuration, interruption.Token);
            return interruption.Happened && code != ExitCodes.WrongInput ? ExitCodes.Interrupted : code;
        }
        catch (OperationCanceledException) when (interruption.Happened)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            var (message, code) = Failures.Explain(exception);
            await error.WriteLineAsync(message);
            return code;
        }
    }

    /// <summary>The root command with all verbs of <see cref="Verbs.All"/>.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Train, verify and serve reasoning models.");
        foreach (var create in Verbs.All)
        {
            root.Add(create());
        }

        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }

        return root;
    }
}
