using System.Diagnostics;

namespace Ponder.Cli.Verify;

/// <summary>A bar on the terminal: how much of the input is judged, cases and cases per second. Silent in pipes and logs.</summary>
/// <param name="terminal">Standard error where a person looks at it, else null.</param>
/// <param name="bytes">Length of the input; null where it is unknown.</param>
internal sealed class VerifyProgress(TextWriter? terminal, long? bytes)
{
    private const int Width = 30;
    private const double Interval = 0.1;
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _shown = -Interval;

    /// <summary>Time since the start in seconds.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Redraws, a few times a second.</summary>
    public void Show(VerifySummary summary, long judged)
    {
        if (terminal is null || Seconds is var now && now - _shown < Interval)
        {
            return;
        }

        _shown = now;
        var rate = summary.Total / Math.Max(now, 1e-6);
        var bar = bytes is > 0 and { } all ? Bar(Math.Min(1, (double)judged / all), now) : "";
        terminal.Write($"\r{bar}{summary.Total:#,0} cases  {rate:#,0}/s\u001b[K");
        terminal.Flush();
    }

    /// <summary>Takes the bar away.</summary>
    public void End() => terminal?.Write("\r\u001b[K");

    private static string Bar(double share, double seconds)
    {
        var full = (int)Math.Round(Width * share);
        var left = share > 0.01 ? $"  {TimeSpan.FromSeconds(seconds * (1 - share) / share):h\\:mm\\:ss} left" : "";
        return $"{new string('━', full)}{new string('─', Width - full)} {share * 100,3:0} %{left}  ";
    }
}
