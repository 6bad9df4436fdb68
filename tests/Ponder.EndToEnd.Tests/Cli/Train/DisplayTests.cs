using Ponder.Cli.Train;
using Ponder.Runs;
using Ponder.Runs.Metrics;
using Ponder.TestSupport;
using Spectre.Console;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli.Train;

public sealed class DisplayTests
{
    private readonly FixedTime _time = new(DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Panel_shows_stages_figures_and_what_is_left(int width)
    {
        var progress = new TrainProgress(_time);
        Play(progress);

        var text = Text(progress, width);

        Assert.Contains("✓  warm-up sft", text);
        Assert.Contains("●  learn rl", text);
        Assert.Contains("3/10", text);
        Assert.Contains("ETA 0:14", text);
        Assert.Contains("reward    0.700 ± 0.300  ▁", text);
        Assert.Contains("held out 75.0 % (step 4)", text);
        Assert.Contains("generate 60 %  verify 0 %  update 40 %", text);
        Assert.Contains("mismatch  exactly 0", text);
        Assert.Contains("generate 32/256", text);
        Assert.Contains("checkpoint [step-4] written", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Panel_before_the_first_stage_says_what_goes_on() =>
        Assert.Equal("loading the model and opening the run…", Text(new TrainProgress(_time), 80).Trim());

    [Fact]
    public void Plain_display_writes_a_line_per_step()
    {
        using var output = new StringWriter();
        Play(new PlainDisplay(output, _time));

        var lines = output.ToString().Split('\n');

        Assert.Contains("step 2 warm-up 2/2  loss 1.00", lines);
        Assert.Contains(
            "step 5 learn 3/10  reward 0.700  accuracy 70.0 %  mismatch 0  generate 1.20s  verify 0.001s  update 0.800s  eta 0:14", lines);
    }

    [Fact]
    public void Plain_display_speaks_up_in_long_steps_and_counts_a_single_step_as_one()
    {
        using var output = new StringWriter();
        var display = new PlainDisplay(output, _time);

        display.StageStarted("eval", "eval", 1, 0);
        display.Progress("eval", 10, 1000);
        _time.Now += TimeSpan.FromSeconds(31);
        display.Progress("eval", 500, 1000);
        display.Progress("eval", 510, 1000);

        Assert.Equal("stage eval: 1 step\n  eval 500/1,000\n", output.ToString());
    }

    [Fact]
    public void Sparkline_draws_means_and_leaves_gaps_for_what_is_not_finite()
    {
        Assert.Equal("▁█", Sparkline.Draw([0, 0, 1, 1], 2));
        Assert.Equal("▁ █", Sparkline.Draw([0, double.NaN, 1], 9));
        Assert.Equal("▁▁", Sparkline.Draw([3, 3], 9));
        Assert.Equal("", Sparkline.Draw([], 9));
    }

    private void Play(IRunObserver observer)
    {
        observer.StageStarted("warm-up", "sft", 2, 0);
        for (var step = 1; step <= 2; step++)
        {
            _time.Now += TimeSpan.FromSeconds(1);
            observer.StepDone(new MetricsRow(step, "warm-up") { [MetricNames.Loss] = 2.0 / step });
        }

        observer.StageEnded("warm-up");
        observer.StageStarted("learn", "rl", 10, 0);
        for (var step = 3; step <= 5; step++)
        {
            _time.Now += TimeSpan.FromSeconds(2);
            observer.StepDone(new MetricsRow(step, "learn")
            {
                [MetricNames.RewardMean] = 0.2 + (0.1 * step),
                [MetricNames.RewardStd] = 0.3,
                [MetricNames.AccuracyTrain] = 0.2 + (0.1 * step),
                [MetricNames.AccuracyEval] = step == 4 ? 0.75 : null,
                [MetricNames.MismatchMax] = 0,
                [MetricNames.TimeGenerate] = 1.2,
                [MetricNames.TimeVerify] = 0.001,
                [MetricNames.TimeUpdate] = 0.8,
            });
        }

        observer.Progress("generate", 32, 256);
        observer.Note("checkpoint [step-4] written");
    }

    private string Text(TrainProgress progress, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Write(TrainPanel.Render(progress, _time, width));
        return writer.ToString();
    }
}
