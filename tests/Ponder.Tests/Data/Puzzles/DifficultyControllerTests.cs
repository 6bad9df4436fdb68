using System.Text.Json;
using Ponder.Data.Puzzles;
using Ponder.Text;
using Xunit;

namespace Ponder.Tests.Data.Puzzles;

public sealed class DifficultyControllerTests
{
    [Fact]
    public void Level_rises_above_the_band_and_falls_below_it()
    {
        var controller = new DifficultyController(["sudoku"], 5, new DifficultyBand { Attempts = 10 });

        Record(controller, 1.0, 9);
        Assert.Equal(5, controller.Level("sudoku"));
        Record(controller, 1.0, 1);
        Assert.Equal(6, controller.Level("sudoku"));
        Record(controller, 0.0, 10);
        Assert.Equal(5, controller.Level("sudoku"));
        Record(controller, 0.5, 100);
        Assert.Equal(5, controller.Level("sudoku"));
    }

    [Fact]
    public void Success_stays_in_the_band_for_a_learner_whose_limit_is_a_level()
    {
        // Right at levels below 4, half of the time at 4, wrong above.
        var controller = new DifficultyController(["sudoku"], 1);
        var (right, counted) = (0.0, 0);
        for (var i = 0; i < 4000; i++)
        {
            var level = controller.Level("sudoku");
            var score = level < 4 ? 1 : level > 4 ? 0 : i % 2;
            controller.Record("sudoku", level, score);
            (right, counted) = i < 1000 ? (right, counted) : (right + score, counted + 1);
        }

        Assert.Equal(4, controller.Level("sudoku"));
        Assert.InRange(right / counted, 0.2, 0.8);
        Assert.Equal(1, controller.Histogram[3]);
    }

    [Fact]
    public void Restored_state_continues_alike()
    {
        var first = new DifficultyController(["sudoku", "gcd"], 3, new DifficultyBand { Attempts = 10 });
        Record(first, 1.0, 7);
        var json = JsonSerializer.Serialize(first.State);
        var second = new DifficultyController(["sudoku", "gcd"], 1, new DifficultyBand { Attempts = 10 });
        second.Restore(JsonSerializer.Deserialize<DifficultyState[]>(json)!);

        Record(first, 1.0, 3);
        Record(second, 1.0, 3, level: 3);

        Assert.Equal(4, first.Level("sudoku"));
        Assert.Equal(JsonSerializer.Serialize(first.State), JsonSerializer.Serialize(second.State));
    }

    [Fact]
    public void Attempts_at_another_level_do_not_count()
    {
        var controller = new DifficultyController(["sudoku"], 3, new DifficultyBand { Attempts = 2 });

        Record(controller, 1.0, 50, level: 2);

        Assert.Equal(3, controller.Level("sudoku"));
        Assert.Empty(controller.State[0].Recent);
    }

    [Fact]
    public void Band_that_is_none_is_the_users_error() =>
        Assert.Throws<UserException>(() => new DifficultyController(["sudoku"], 1, new DifficultyBand { Low = 0.9, High = 0.1 }));

    private static void Record(DifficultyController controller, double score, int times, int? level = null)
    {
        for (var i = 0; i < times; i++)
        {
            controller.Record("sudoku", level ?? controller.Level("sudoku"), score);
        }
    }
}
