using Spectre.Console;

namespace Ponder.Cli;

/// <summary>The terminal, or what stands in its place: the one owner of the console.</summary>
internal static class Terminal
{
    private const int PlainWidth = 160;

    /// <summary>Whether a person looks at standard output.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Whether a person looks at standard error.</summary>
    public static bool IsErrorInteractive => !Console.IsErrorRedirected;

    /// <summary>A console on a writer: the real one where the writer is standard output, plain text elsewhere.</summary>
    public static IAnsiConsole On(TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && IsInteractive)
        {
            return AnsiConsole.Console;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
