using System.CommandLine;
using Spectre.Console;

namespace Ponder.Cli.Doctor;

/// <summary><c>ponder doctor</c>: what this machine can do, and how to mend what it cannot.</summary>
public static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "doctor", "Say what this machine can do: processor, memory, libraries, threads; with the mend.",
            ("doctor", "green, yellow or red, one line each; exit code 1 where something is red"));
        verb.SetAction(parsed =>
        {
            Finding[] findings = [.. MachineChecks.Run(Environment.CurrentDirectory), .. NativeChecks.Run(), .. SandboxChecks.Run()];
            Write(findings, parsed.InvocationConfiguration.Output);
            return findings.Any(finding => finding.Health == Health.Red) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return verb;
    }

    // A grid fills its last column with blanks; in a pipe nobody wants them.
    private static void Write(IEnumerable<Finding> findings, TextWriter output)
    {
        if (ReferenceEquals(output, Console.Out) && Terminal.IsInteractive)
        {
            Terminal.On(output).Write(Table(findings));
            return;
        }

        using var text = new StringWriter();
        Terminal.On(text).Write(Table(findings));
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            output.WriteLine(line.TrimEnd());
        }
    }

    private static Grid Table(IEnumerable<Finding> findings)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap().PadRight(1));
        grid.AddColumn(new GridColumn().NoWrap().PadRight(2));
        grid.AddColumn(new GridColumn());
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.Health switch
            {
                Health.Green => ("✓", "green"),
                Health.Yellow => ("!", "yellow"),
                _ => ("✗", "red"),
            };
            grid.AddRow(new Markup($"[{colour}]{mark}[/]"), new Markup($"[bold]{finding.Subject}[/]"), new Markup(Markup.Escape(finding.Text)));
            if (finding.Mend is { } mend)
            {
                grid.AddRow(new Markup(""), new Markup(""), new Markup($"[{colour}]→ {Markup.Escape(mend)}[/]"));
            }
        }

        return grid;
    }
}
