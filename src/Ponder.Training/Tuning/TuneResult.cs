using System.Globalization;

namespace Ponder.Training.Tuning;

/// <summary>What was measured, and what follows from it.</summary>
/// <param name="Threads">The recipe's threads.</param>
/// <param name="Current">The setting of each stage as the recipe has it.</param>
/// <param name="Rows">All measurements.</param>
public sealed record TuneResult(int Threads, IReadOnlyDictionary<string, TuneSetting> Current, IReadOnlyList<TuneRow> Rows)
{
    /// <summary>What is gained must be more than this share: less is noise.</summary>
    public const double Worthwhile = 0.03;

    /// <summary>Seconds that the measured stages take with the recipe's own settings.</summary>
    public double CurrentSeconds => Current.Sum(pair => Seconds(RowOf(pair.Key, pair.Value)));

    /// <summary>The best threads for the whole recipe, and for each stage the best micro-batch with them; the recipe's own wherever another gains nothing that counts.</summary>
    public IReadOnlyDictionary<string, TuneSetting> Best
    {
        get
        {
            var own = With(Threads);
            var fastest = Rows.Select(row => row.Setting.Threads).Distinct().Select(With).MinBy(Total)!;
            return Total(fastest) < Total(own) * (1 - Worthwhile) ? fastest : own;
        }
    }

    /// <summary>Seconds that the measured stages take with <see cref="Best"/>.</summary>
    public double BestSeconds => Total(Best);

    /// <summary>Assignments for <c>--set</c> that turn the recipe's settings into <see cref="Best"/>; none where they are the best already.</summary>
    public IReadOnlyList<string> Assignments
    {
        get
        {
            var best = Best;
            var assignments = new List<string>();
            if (best.Values.FirstOrDefault() is { } any && any.Threads != Threads)
            {
                assignments.Add(string.Create(CultureInfo.InvariantCulture, $"threads={any.Threads}"));
            }
            assignments.AddRange(best.Where(pair => pair.Value.MicroBatchTokens != Current[pair.Key].MicroBatchTokens)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}.micro_batch_tokens={pair.Value.MicroBatchTokens}")));
            return assignments;
        }
    }

    /// <summary>
    /// Seconds that the updates of the measured stages would take with one worker of one thread for each of the best setting's threads, if workers did not disturb
    /// each other and adding their gradients cost nothing: a bound from below. Null where one thread was not measured or is the best.
    /// </summary>
    public double? WorkersUpdateSeconds
    {
        get
        {
            var threads = Best.Values.First().Threads;
            return threads > 1 && Rows.Any(row => row.Setting.Threads == 1)
                ? With(1).Sum(pair => UpdateSeconds(RowOf(pair.Key, pair.Value))) / threads
                : null;
        }
    }

    /// <summary>Seconds that the updates of the measured stages take with <see cref="Best"/>.</summary>
    public double BestUpdateSeconds => Best.Sum(pair => UpdateSeconds(RowOf(pair.Key, pair.Value)));

    private Dictionary<string, TuneSetting> With(int threads) => Current.Keys.ToDictionary(
        stage => stage,
        stage =>
        {
            var own = RowOf(stage, new TuneSetting(threads, Current[stage].MicroBatchTokens));
            var fastest = Rows.Where(row => row.Stage == stage && row.Setting.Threads == threads).MinBy(row => row.StepSeconds)!;
            return fastest.StepSeconds < own.StepSeconds * (1 - Worthwhile) ? fastest.Setting : own.Setting;
        },
        StringComparer.Ordinal);

    private double Total(IReadOnlyDictionary<string, TuneSetting> settings) => settings.Sum(pair => Seconds(RowOf(pair.Key, pair.Value)));

    private static double Seconds(TuneRow row) => row.Steps * row.StepSeconds;

    private static double UpdateSeconds(TuneRow row) => row.Steps * row.UpdateSeconds;

    private TuneRow RowOf(string stage, TuneSetting setting) => Rows.First(row => row.Stage == stage && row.Setting == setting);
}
