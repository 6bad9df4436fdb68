using Ponder.Tensors.Schedules;
using Xunit;

namespace Ponder.Numerics.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public void Constant_with_warmup_climbs_from_zero_and_stays()
    {
        var schedule = new ConstantSchedule { WarmupSteps = 4 };

        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1], Factors(schedule, 6));
    }

    [Fact]
    public void Warmup_starts_where_it_is_told()
    {
        var schedule = new ConstantSchedule { WarmupSteps = 4, WarmupFrom = 0.2 };

        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1], Factors(schedule, 5).Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void Linear_reaches_its_floor_at_the_total_and_stays_there()
    {
        var schedule = new LinearSchedule { WarmupSteps = 2, TotalSteps = 6, Floor = 0.2 };

        Assert.Equal([0, 0.5, 1, 0.8, 0.6, 0.4, 0.2, 0.2, 0.2], Factors(schedule, 9).Select(x => Math.Round(x, 12)));
    }

    [Fact]
    public void Cosine_is_half_way_down_in_the_middle_and_never_rises_again()
    {
        var schedule = new CosineSchedule { TotalSteps = 20, Floor = 0.1 };

        Assert.Equal(1, schedule.FactorAt(0));
        Assert.Equal(0.55, schedule.FactorAt(10), 1e-12);
        Assert.Equal(0.1, schedule.FactorAt(20), 1e-12);
        Assert.Equal(0.1, schedule.FactorAt(1_000_000), 1e-12);
    }

    [Fact]
    public void Stable_phase_lasts_until_the_decay()
    {
        var schedule = new WarmupStableDecaySchedule { WarmupSteps = 1, TotalSteps = 8, DecaySteps = 4, Shape = DecayShape.Linear };

        Assert.Equal([0, 1, 1, 1, 1, 0.75, 0.5, 0.25, 0, 0], Factors(schedule, 10));
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Null(new CosineSchedule { TotalSteps = 10, WarmupSteps = 3 }.Problem);
        Assert.Contains("warm-up", new CosineSchedule { TotalSteps = 3, WarmupSteps = 3 }.Problem, StringComparison.Ordinal);
        Assert.Contains("floor", new LinearSchedule { TotalSteps = 3, Floor = 2 }.Problem, StringComparison.Ordinal);
        Assert.Contains("decay", new WarmupStableDecaySchedule { TotalSteps = 3, DecaySteps = 4 }.Problem, StringComparison.Ordinal);
        Assert.Contains("negative", new ConstantSchedule { WarmupSteps = -1 }.Problem, StringComparison.Ordinal);
    }

    private static double[] Factors(Schedule schedule, int count) =>
        [.. Enumerable.Range(0, count).Select(step => schedule.FactorAt(step))];
}
