using Ponder.Evaluation;
using Ponder.Runs.Metrics;

namespace Ponder.Training.Pipelines;

/// <summary>Gathers from the steps of a run what is told at its end: held-out accuracies, and whether memory stayed flat.</summary>
internal sealed class RunSummary
{
    private readonly List<KeyValuePair<string, Proportion>> _accuracies = [];
    private readonly List<StageMemory> _memory = [];

    public IReadOnlyList<KeyValuePair<string, Proportion>> Accuracies => _accuracies;

    public IReadOnlyList<StageMemory> Memory => _memory;

    /// <summary>Takes in a step that was done in an earlier life of the run.</summary>
    public void AddEarlier(MetricsRow row)
    {
        if (row[MetricNames.AccuracyEval] is { } accuracy && row[MetricNames.AccuracyEvalCount] is { } count)
        {
            _accuracies.Add(KeyValuePair.Create(row.Stage, new Proportion((long)Math.Round(accuracy * count), (long)count)));
        }
    }

    /// <summary>Takes in a step of this process.</summary>
    public void Add(MetricsRow row)
    {
        AddEarlier(row);
        var (handles, resident) = ((long)(row[MetricNames.MemoryLiveHandles] ?? 0), (long)(row[MetricNames.MemoryRss] ?? 0));
        if (_memory is [.., var last] && last.Stage == row.Stage)
        {
            _memory[^1] = last with { Steps = last.Steps + 1, LastHandles = handles, LastResident = resident };
        }
        else
        {
            _memory.Add(new StageMemory(row.Stage, 1, handles, handles, resident, resident));
        }
    }
}
