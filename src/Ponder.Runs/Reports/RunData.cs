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

    /// <summary>
    /// The suites of evaluations: the metric of each, and a name out of its first and last stage. A run that does not tell its suites apart
    /// has one.
    /// </summary>
    public IReadOnlyList<(string Metric, string Name)> Suites
    {
        get
        {
            (string, string)[] suites =
            [
                .. from row in Rows
                   from pair in row.Values
                   where pair.Key.StartsWith(MetricNames.AccuracyOf(""), StringComparison.Ordinal)
                   group row.Stage by pair.Key into stages
                   let first = stages.First()
                   let last = stages.Last()
                   select (stages.Key, first == last ? first : $"{first} → {last}"),
            ];
            return suites.Length > 0 ? suites : [(MetricNames.AccuracyEval, "held out")];
        }
    }

    /// <summary>The metric of the suite that was asked most often.</summary>
    public string MainSuite => Suites.MaxBy(suite => Rows.Count(row => row[suite.Metric] is not null)).Metric;

    /// <summary>The 95 % intervals of the evaluations of a suite.</summary>
    public IEnumerable<(double Step, double Low, double High)> Intervals(string suite) =>
        from row in Rows
        let low = row[MetricNames.AccuracyEvalLow]
        let high = row[MetricNames.AccuracyEvalHigh]
        where row[suite] is not null && low is not null && high is not null
        select ((double)row.Step, low.Value, high.Value);

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
