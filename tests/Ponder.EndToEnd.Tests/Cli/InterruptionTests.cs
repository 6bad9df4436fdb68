using System.Runtime.InteropServices;
using Ponder.Cli;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.EndToEnd.Tests.Cli;

public sealed class InterruptionTests
{
    private readonly FixedTime _time = new(DateTimeOffset.UnixEpoch);
    private int _ends;

    [Fact]
    public void Second_signal_within_a_second_is_the_same_wish_and_a_later_one_ends_the_process()
    {
        using var error = new StringWriter();
        using var interruption = new Interruption(error, _time, () => _ends++);

        interruption.Signal(PosixSignal.SIGTERM);
        _time.Now += TimeSpan.FromMilliseconds(300);
        interruption.Signal(PosixSignal.SIGTERM);
        Assert.Equal((true, 0), (interruption.Token.IsCancellationRequested, _ends));

        _time.Now += TimeSpan.FromSeconds(1);
        interruption.Signal(PosixSignal.SIGINT);
        Assert.Equal(1, _ends);
        Assert.Single(error.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void Live_picture_is_told_in_place_of_a_line_of_its_own()
    {
        using var error = new StringWriter();
        using var interruption = new Interruption(error, _time, () => _ends++);
        var told = new List<string>();

        using (Terminal.AnnounceThrough(told.Add))
        {
            interruption.Signal(PosixSignal.SIGINT);
        }

        Assert.Single(told);
        Assert.Empty(error.ToString());
    }

    [Fact]
    public void Interrupt_that_something_wants_for_itself_does_not_end_the_verb_and_a_termination_does()
    {
        using var error = new StringWriter();
        using var interruption = new Interruption(error, _time, () => _ends++);
        var stopped = 0;
        using var wanted = Terminal.InterruptsGoTo(() => stopped++);

        interruption.Signal(PosixSignal.SIGINT);
        Assert.Equal((1, false), (stopped, interruption.Happened));

        interruption.Signal(PosixSignal.SIGTERM);
        Assert.Equal((1, true), (stopped, interruption.Happened));
    }
}
