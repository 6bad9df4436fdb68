using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class TrainCommandTests
{
    [Fact]
    public void Command_repeats_what_the_user_gave_quoted_for_a_shell()
    {
        var request = new RunRequest { RecipePath = "my recipes/a.yaml", Overrides = ["rl.optimiser={lr: 1}", "name=it's"], RunsRoot = "/data/runs" };

        Assert.Equal(
            @"./ponder train 'my recipes/a.yaml' --set 'rl.optimiser={lr: 1}' --set 'name=it'\''s' --runs /data/runs --seeds 3 --resume",
            TrainCommand.Of(request, "--seeds", "3", "--resume"));
        Assert.Equal("./ponder train a.yaml", TrainCommand.Of(new RunRequest { RecipePath = "a.yaml" }));
    }
}
