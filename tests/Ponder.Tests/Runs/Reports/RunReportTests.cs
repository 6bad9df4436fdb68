using Ponder.Runs;
using Ponder.Runs.Events;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Reports;
using Ponder.Runs.Samples;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Runs.Reports;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void A_run_becomes_one_page_that_loads_nothing()
    {
        var page = RunReport.Render([RunFixture.Write(_root.Path, "quickstart", seed: 1)]);

        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("https:", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("<link", page);
        Assert.Contains("Stage warm-up", page);
        Assert.Contains("Stage learn", page);
        Assert.Contains("Train/rollout mismatch: exactly 0 in all 60 steps", page);
        Assert.Contains("layers: 3, width: 128", page);
        Assert.Contains("clip(rᵢₜ", page);
    }

    [Fact]
    public void Seeds_of_one_recipe_are_one_curve_with_a_band()
    {
        var page = RunReport.Render([.. new ulong[] { 1, 2, 3 }.Select(seed => RunFixture.Write(_root.Path, "quickstart", seed))]);

        Assert.Contains("class=\"spread f1\"", page);
        Assert.Contains("95 % confidence interval", page);
        Assert.Contains("<td class=\"n\">3</td>", page);
    }

    [Fact]
    public void Different_recipes_are_compared_with_a_curve_each()
    {
        var page = RunReport.Render(
        [
            RunFixture.Write(_root.Path, "quickstart", 1),
            RunFixture.Write(_root.Path, "quickstart", 2),
            RunFixture.Write(_root.Path, "weaker", 1, "rloo", skill: 0.6),
        ]);

        Assert.Contains("quickstart · weaker", page);
        Assert.Contains("class=\"line s2\"", page);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var folder = RunFixture.Write(_root.Path, "quickstart", seed: 1);
        var store = new SampleStore(folder.SamplesPath);
        var hostile = "</script><script>alert(1)</script><img onerror=alert(1)>\u2028";
        store.Write(300, [.. store.Read(300).Select(sample => sample with { Completion = hostile, Question = hostile, Id = hostile })]);
        File.AppendAllText(folder.RecipePath, $"# {hostile}\n");

        var page = RunReport.Render([folder]);

        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<img", page);
    }

    [Fact]
    public void A_run_that_died_at_once_still_has_a_page()
    {
        var folder = RunFolder.Create(_root.Path, "empty", TimeProvider.System);
        File.WriteAllText(folder.RecipePath, "name: empty\n");

        Assert.Contains("empty", RunReport.Render([folder]));
    }

    [Fact]
    public void Values_that_are_not_finite_break_the_line()
    {
        var folder = RunFolder.Create(_root.Path, "nan", TimeProvider.System);
        using (var log = new MetricsLog(folder.MetricsPath))
        {
            foreach (var (step, loss) in new[] { 1.0, double.NaN, 2.0, double.PositiveInfinity }.Index())
            {
                log.Append(new MetricsRow(step + 1, "sft") { [MetricNames.Loss] = loss });
            }
        }

        var page = RunReport.Render([folder]);

        Assert.DoesNotContain("NaN", page[page.IndexOf("<svg", StringComparison.Ordinal)..page.IndexOf("</svg>", StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData("failed", "The run failed after step 2: the loss is NaN")]
    [InlineData("interrupted", "interrupted after step 2")]
    [InlineData("running", "was killed after step 2")]
    public void A_run_that_is_not_done_says_so_at_the_top(string status, string expected)
    {
        var folder = WriteShort(status, evaluations: 0);

        var page = RunReport.Render([folder]);

        Assert.Contains(expected, page[..page.IndexOf("</header>", StringComparison.Ordinal)]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Held_out_accuracy_is_a_curve_with_intervals_from_two_points_on(int evaluations, bool curve)
    {
        var page = RunReport.Render([WriteShort("done", evaluations)]);

        Assert.Equal(curve, page.Contains("Held-out accuracy over the run", StringComparison.Ordinal));
        Assert.Equal(curve, page.Contains("class=\"whisker s1\"", StringComparison.Ordinal));
        Assert.Contains("95 % interval 32.0\u2009% – 37.9\u2009%", page);
        Assert.Contains("<b>35.0\u2009%</b> correct", page);
    }

    [Fact]
    public void Suites_of_evaluations_are_curves_of_their_own()
    {
        var folder = WriteShort("done", evaluations: 0);
        using (var log = new MetricsLog(folder.MetricsPath))
        {
            foreach (var (step, (stage, suite, accuracy)) in new[] { ("start-sums", "start-sums", 0.4), ("start-words", "start-words", 0.2), ("end-sums", "start-sums", 0.6), ("end-words", "start-words", 0.1) }.Index())
            {
                log.Append(new MetricsRow(step + 3, stage)
                {
                    [MetricNames.AccuracyEval] = accuracy,
                    [MetricNames.AccuracyEvalLow] = accuracy - 0.05,
                    [MetricNames.AccuracyEvalHigh] = accuracy + 0.05,
                    [MetricNames.AccuracyOf(suite)] = accuracy,
                });
            }
        }

        var page = RunReport.Render([folder]);

        Assert.Contains("start-sums → end-sums <b>60.0\u2009%</b>", page);
        Assert.Contains("start-words → end-words <b>10.0\u2009%</b>", page);
        Assert.Contains("Accuracy, start-sums → end-sums", page);
        Assert.Contains("95 % interval 55.0\u2009% – 65.0\u2009%; first: 40.0\u2009%", page);
        Assert.Contains("class=\"whisker s2\"", page);
    }

    private RunFolder WriteShort(string status, int evaluations)
    {
        var folder = RunFixture.Write(_root.Path, status, seed: 1);
        File.Delete(folder.MetricsPath);
        using var log = new MetricsLog(folder.MetricsPath);
        log.Append(new MetricsRow(1, "sft") { [MetricNames.Loss] = 1 });
        log.Append(new MetricsRow(2, "sft") { [MetricNames.Loss] = 0.5 });
        for (var step = 3; step < 3 + evaluations; step++)
        {
            log.Append(new MetricsRow(step, $"eval-{step}")
            {
                [MetricNames.AccuracyEval] = 0.35,
                [MetricNames.AccuracyEvalLow] = 0.32,
                [MetricNames.AccuracyEvalHigh] = 0.379,
            });
        }

        (RunLineage.Load(folder.LineagePath)! with { Status = status }).Save(folder.LineagePath);
        using var events = new EventLog(folder.EventsPath, TimeProvider.System);
        events.Add($"run-{status}", "The run failed after step 2: the loss is NaN", 2);
        return folder;
    }

    public void Dispose() => _root.Dispose();
}
