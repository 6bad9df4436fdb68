using System.Text;
using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary>Counts of a run by verdict and reason.</summary>
internal sealed class VerifySummary
{
    private const int MostReasons = 12;
    private readonly Dictionary<(Outcome Outcome, string Reason), long> _reasons = [];

    /// <summary>Number of verdicts.</summary>
    public long Total { get; private set; }

    /// <summary>Takes a verdict into account.</summary>
    public void Count(Verdict verdict)
    {
        Total++;
        var key = (verdict.Outcome, verdict.Reason);
        _reasons[key] = _reasons.GetValueOrDefault(key) + 1;
    }

    /// <summary>Number of verdicts of one outcome.</summary>
    public long Of(Outcome outcome) => _reasons.Where(r => r.Key.Outcome == outcome).Sum(r => r.Value);

    /// <summary>The lines for a reader.</summary>
    /// <param name="kind">What was judged.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="columns">Columns of the terminal; null where lines may be of any length.</param>
    public string Write(string kind, double seconds, int? columns)
    {
        var text = new StringBuilder();
        text.Append($"{kind}: {Total:#,0} cases in {seconds:0.00} s");
        text.AppendLine(seconds > 0 ? $", {Total / seconds:#,0} cases/s on {Environment.ProcessorCount} cores" : "");
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var reasons = _reasons.Where(r => r.Key.Outcome == outcome)
                .OrderByDescending(r => r.Value).ThenBy(r => r.Key.Reason, StringComparer.Ordinal).ToArray();
            var count = reasons.Sum(r => r.Value);
            var told = string.Join(", ", reasons.Take(MostReasons).Select(r => $"{r.Key.Reason} {r.Value:#,0}"))
                + (reasons.Length > MostReasons ? $" and {reasons.Length - MostReasons} more reasons" : "");
            text.AppendLine(Paragraph.Of($"  {Word(outcome),-10}{count,9:#,0}{(Total > 0 ? 100.0 * count / Total : 0),7:0.0} %  ", told, columns));
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The word of an outcome in reports.</summary>
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Correct => "correct",
        Outcome.Wrong => "wrong",
        _ => "undecided",
    };
}
