using Ponder.Runs.Events;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;

namespace Ponder.Runs.Reports;

/// <summary>What a report needs of one run.</summary>
internal sealed record RunData
{
    public required RunFolder Folder { get; init; }

    public required IReadOnlyList<MetricsRow> Rows { get; init; }

    public required IReadOnlyList<RunEvent> Events { get; init; }

    public required RunLineage? Lineage { get; init; }

    public required string Recipe { get; init; }

    public SampleStore Samples => new(Folder.SamplesPath);

    /// <summary>Names of the stages that logged steps, in order.</summary>
    public IReadOnlyList<string> Stages => [.. Rows.Select(row => row.Stage).Distinct()];

    /// <summary>What tells this run from others of its recipe.</summary>
    public string Label => Lineage is null ? Folder.Id : $"seed {Lineage.Seed}";

    /// <summary>Time from start to end, or to the last event.</summary>
    public TimeSpan Duration
    {
        get
        {
            var measured = Rows.Sum(row => row[MetricNames.TimeStep] ?? 0);
            return Lineage is { Ended: { } ended, ResumedAfter.Count: 0 } ? ended - Lineage.Started : TimeSpan.FromSeconds(measured);
        }
    }

    /// <summary>The last value of a metric, with its step.</summary>
    public (long Step, double Value)? Last(string metric) =>
        (from row in Rows.Reverse()
         let value = row[metric]
         where value is not null
         select ((long, double)?)(row.Step, value.Value)).FirstOrDefault();

    /// <summary>The first value of a metric, with its step.</summary>
    public (long Step, double Value)? First(string metric) =>
        (from row in Rows
         let value = row[metric]
         where value is not null
         select ((long, double)?)(row.Step, value.Value)).FirstOrDefault();

    public static RunData Load(RunFolder folder) => new()
    {
        Folder = folder,
        Rows = MetricsLog.Read(folder.MetricsPath),
        Events = EventLog.Read(folder.EventsPath),
        Lineage = RunLineage.Load(folder.LineagePath),
        Recipe = File.Exists(folder.RecipePath) ? File.ReadAllText(folder.RecipePath) : "",
    };
}
