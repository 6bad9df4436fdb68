namespace Ponder.Runs.Reports.Charts;

/// <summary>A chart that a stage may have.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Meaning">What the values are.</param>
/// <param name="Metrics">Metrics with the names of their curves; curves without values are left out.</param>
internal sealed record ChartPlan(string Title, string Meaning, params (string Metric, string Name)[] Metrics)
{
    public ValueFormat Format { get; init; }

    public bool FromZero { get; init; }
}
