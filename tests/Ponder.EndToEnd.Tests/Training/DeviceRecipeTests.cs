using Ponder.Cli;
using Ponder.Cli.Doctor;
using Ponder.EndToEnd.Tests.Cli;
using Ponder.Runs.Metrics;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

/// <summary>Recipes on other devices: what is refused, and a whole run through the code that another device would take.</summary>
[Trait("Speed", "slow")]
public sealed class DeviceRecipeTests
{
    [Theory]
    [InlineData("expected cpu, cuda (the first device) or cuda:1, got 'gpu'", "device=gpu")]
    [InlineData("exact is for device: cpu", "device=cuda", "mode=exact")]
    public async Task A_device_that_cannot_be_used_is_refused_before_the_run_starts(string expected, params string[] overrides)
    {
        using var recipe = new TinyRecipe();

        var error = await Assert.ThrowsAsync<UserException>(() => RecipeRunner.RunAsync(recipe.Request(overrides), CancellationToken.None));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(recipe.Runs));
    }

    [Fact]
    public async Task The_command_line_ends_with_wrong_input_where_a_device_is_missing()
    {
        using var recipe = new TinyRecipe();

        // In a process of its own: the library starts with what the recipe says, which here is not what other tests say.
        var train = await CliRun.ThereAsync(new Dictionary<string, string?>(), "train", recipe.Path, "--runs", recipe.Runs, "--set", "device=cuda:90");
        var generate = await CliRun.HereAsync("generate", recipe.Path, "1+1=", "--device", "gpu");

        Assert.Equal(ExitCodes.WrongInput, train.Code);
        Assert.Contains("device cuda:90 was asked for", train.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(recipe.Runs));
        Assert.Equal(ExitCodes.WrongInput, generate.Code);
        Assert.Contains("--device: expected cpu, cuda or cuda:1, got gpu", generate.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_for_a_cuda_device_is_fast_and_in_bf16_unless_it_says_otherwise()
    {
        using var recipe = new TinyRecipe();

        var read = RecipeRunner.Read(recipe.Request("device=cuda:1"));

        Assert.Equal((Device.Cuda(1), false, LinearPrecision.BFloat16), (read.Device, read.Exact, read.Precision));
        Assert.Equal(LinearPrecision.Float32, RecipeRunner.Read(recipe.Request("device=cuda", "precision=fp32")).Precision);
    }

    [Fact]
    public async Task A_run_through_compositions_agrees_with_the_run_of_the_kernels()
    {
        using var recipe = new TinyRecipe();
        var expected = await RecipeRunner.RunAsync(recipe.Request("name=kernels"), CancellationToken.None);
        using var composed = Composition.Force();

        var actual = await RecipeRunner.RunAsync(recipe.Request(), CancellationToken.None);

        Assert.True(actual.Completed);
        var (wanted, got) = (TinyRecipe.Metrics(expected), TinyRecipe.Metrics(actual));
        foreach (var (a, b) in wanted.Zip(got).Where(pair => pair.First.Stage == "sft"))
        {
            Assert.Equal(a[MetricNames.Loss]!.Value, b[MetricNames.Loss]!.Value, 1e-4);
        }

        Assert.All(got.Where(row => row.Stage == "rl"), row => Assert.InRange(row[MetricNames.MismatchMax]!.Value, 0, 1e-4));
    }

    [Fact]
    public void Doctor_tells_a_libtorch_without_cuda_from_one_that_sees_no_device()
    {
        Assert.Contains("none in this libtorch", NativeChecks.CudaFinding(built: false, 0).Text, StringComparison.Ordinal);
        Assert.Equal(Health.Yellow, NativeChecks.CudaFinding(built: true, 0).Health);
        Assert.Equal("2 devices: cuda:0 to cuda:1", NativeChecks.CudaFinding(built: true, 2).Text);
    }
}
