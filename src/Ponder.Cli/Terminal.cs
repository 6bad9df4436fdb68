using System.Text;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Ponder.Cli;

/// <summary>The terminal, or what stands in its place: the one owner of the console.</summary>
internal static class Terminal
{
    private const int PlainWidth = 160;
    private const string ShowCursor = "\u001b[?25h";
    private static volatile Action<string>? s_announce;
    private static volatile Action? s_stop;

    /// <summary>Whether a person looks at standard output.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Whether a person looks at standard error.</summary>
    public static bool IsErrorInteractive => !Console.IsErrorRedirected;

    /// <summary>Columns of the terminal; null where no person looks at standard output.</summary>
    public static int? Width => IsInteractive ? Math.Max(20, AnsiConsole.Profile.Width) : null;

    /// <summary>Columns of the terminal; null where no person looks at standard error.</summary>
    public static int? ErrorWidth => IsErrorInteractive ? Math.Max(20, AnsiConsole.Profile.Width) : null;

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

    /// <summary>
    /// Makes it an error to write into a pipe whose reader has gone, as <c>head</c> goes. .NET's console says nothing then, and a long
    /// run would go on for nobody.
    /// </summary>
    public static void NoticeClosedPipe()
    {
        const int standardOutput = 1;
        if (Console.IsOutputRedirected)
        {
            var stream = new FileStream(new SafeFileHandle(standardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                Console.SetOut(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
            }
        }
    }

    /// <summary>Says a sentence in between: through the display that draws at the moment, else as a line of its own.</summary>
    public static void Announce(string text, TextWriter otherwise)
    {
        if (s_announce is { } announce)
        {
            announce(text);
        }
        else
        {
            otherwise.WriteLine(text);
        }
    }

    /// <summary>Sentences go through <paramref name="announce"/> until the result is disposed of: lines of others would tear a live picture.</summary>
    public static IDisposable AnnounceThrough(Action<string> announce)
    {
        s_announce = announce;
        return new Announcing();
    }

    /// <summary>The next interrupts end only what goes on now, through <paramref name="stop"/>, until the result is disposed of.</summary>
    public static IDisposable InterruptsGoTo(Action stop)
    {
        s_stop = stop;
        return new Stopping();
    }

    /// <summary>Hands an interrupt to what goes on now; false where nothing wants it.</summary>
    public static bool TakeInterrupt()
    {
        if (s_stop is not { } stop)
        {
            return false;
        }

        stop();
        return true;
    }

    /// <summary>Puts the terminal back in order before the process ends without its usual end.</summary>
    public static void Restore()
    {
        if (s_announce is not null && IsInteractive)
        {
            Console.Out.Write($"{ShowCursor}\n");
            Console.Out.Flush();
        }
    }

    private sealed class Announcing : IDisposable
    {
        public void Dispose() => s_announce = null;
    }

    private sealed class Stopping : IDisposable
    {
        public void Dispose() => s_stop = null;
    }
}
