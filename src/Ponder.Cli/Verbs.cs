using System.CommandLine;
using Ponder.Cli.Bench;
using Ponder.Cli.Conformance;
using Ponder.Cli.Doctor;
using Ponder.Cli.Reports;
using Ponder.Cli.Testing;

namespace Ponder.Cli;

/// <summary>Every verb of the command line, in the order of the help text: one line each.</summary>
public static class Verbs
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Func<Command>> All { get; } =
    [
        BenchVerb.Create,
        ConformanceVerb.Create,
        DoctorVerb.Create,
        ReportVerb.Create,
        TestVerb.Create,
    ];
}
