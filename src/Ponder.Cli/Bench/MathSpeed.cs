using System.Diagnostics;
using System.Text.Json;
using Ponder.Verification;
using Ponder.Verification.Mathematics;

namespace Ponder.Cli.Bench;

/// <summary>Pairs per second of the mathematics verifier on one thread, and how long single pairs take.</summary>
internal static class MathSpeed
{
    // Until the just-in-time compiler has made its last versions of what is called often.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Each repeat judges all pairs that were not written to attack; rates and quantiles are medians over the repeats, after four seconds of processor time.
    /// </summary>
    public static IEnumerable<BenchRow> Run(IReadOnlyList<JsonElement> rows, BenchSettings settings)
    {
        var verifier = new MathVerifier();
        VerificationRequest[] pairs =
        [
            .. rows.Where(row => !row.TryGetProperty("category", out var category) || category.GetString() != "adversarial")
                .Select(row => new VerificationRequest("", VerifyBench.Text(row, "gold"), VerifyBench.Text(row, "prediction"))),
        ];
        var begin = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - begin < s_warmUp)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            Round(verifier, pairs);
        }

        var rounds = new (double Rate, double[] Sorted)[settings.Repeats];
        for (var i = 0; i < rounds.Length; i++)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            rounds[i] = Round(verifier, pairs);
        }

        yield return Row("verify/math/speed", "pairs/s", [.. rounds.Select(r => r.Rate)]);
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1) })
        {
            yield return Row($"verify/math/speed/{name}", "ms", [.. rounds.Select(r => r.Sorted[Math.Min(r.Sorted.Length - 1, (int)(share * r.Sorted.Length))])]);
        }
    }

    private static (double Rate, double[] Sorted) Round(MathVerifier verifier, VerificationRequest[] pairs)
    {
        var times = new double[pairs.Length];
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < pairs.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            verifier.Verify(pairs[i]);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Array.Sort(times);
        return (pairs.Length / seconds, times);
    }

    private static BenchRow Row(string name, string unit, double[] values) => new(name, Rounds.Median(values), unit, null, null, values.Min(), values.Max(), values.Length);
}
