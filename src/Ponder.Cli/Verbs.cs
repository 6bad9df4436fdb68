using System.CommandLine;
using Ponder.Cli.Bench;
using Ponder.Cli.Conformance;
using Ponder.Cli.Data;
using Ponder.Cli.Doctor;
using Ponder.Cli.Evaluate;
using Ponder.Cli.Generate;
using Ponder.Cli.Reports;
using Ponder.Cli.Testing;
using Ponder.Cli.Train;
using Ponder.Cli.Tune;
using Ponder.Cli.Verify;

namespace Ponder.Cli;

/// <summary>Every verb of the command line, in the order of the help text: one line each.</summary>
public static class Verbs
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Func<Command>> All { get; } =
    [
        TrainVerb.Create,
        GenerateVerb.Create,
        ChatVerb.Create,
        EvalVerb.Create,
        VerifyVerb.Create,
        DataVerb.Create,
        BenchVerb.Create,
        TuneVerb.Create,
        ConformanceVerb.Create,
        DoctorVerb.Create,
        ReportVerb.Create,
        TestVerb.Create,
    ];
}
