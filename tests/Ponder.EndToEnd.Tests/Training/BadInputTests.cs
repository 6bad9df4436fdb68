using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class BadInputTests
{
    private static async Task<string> MessageOf(string text, params string[] overrides)
    {
        using var recipe = new TinyRecipe(text);
        return (await Assert.ThrowsAsync<UserException>(() => RecipeRunner.RunAsync(recipe.Request(overrides), CancellationToken.None))).Message;
    }

    [Theory]
    [InlineData("rl.gruop=4", "unknown key 'stages[1].gruop'. Did you mean 'group'?")]
    [InlineData("stepz=4", "unknown key 'stepz'")]
    [InlineData("rl.algorithm=gpro", "Did you mean 'grpo'?")]
    [InlineData("rl.group=1", "at least 2")]
    [InlineData("rl.sampling={temperature: 0}", "temperature above 0")]
    [InlineData("task.type=additon", "Did you mean 'addition'?")]
    [InlineData("model.path=nowhere", "either path:")]
    [InlineData("model.new.kv_heads=3", "kv_heads")]
    [InlineData("rl.mini_batches=99", "more than the 16 rollouts")]
    [InlineData("sft.optimiser={betas: [1.5, 0.9]}", "betas")]
    [InlineData("name=../up", "folder")]
    public async Task Wrong_recipe_is_named_with_file_key_and_cure(string assignment, string expected)
    {
        var message = await MessageOf(TinyRecipe.Text, assignment);

        Assert.Contains("tiny.yaml", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_recipe_suggests_the_nearest_file()
    {
        using var recipe = new TinyRecipe();
        var wrong = recipe.Path.Replace("tiny.yaml", "tinny.yaml", StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<UserException>(
            () => RecipeRunner.RunAsync(recipe.Request() with { RecipePath = wrong }, CancellationToken.None));

        Assert.Contains("no such recipe", error.Message, StringComparison.Ordinal);
        Assert.Contains("tiny.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_model_is_named()
    {
        using var recipe = new TinyRecipe(TinyRecipe.Text.Replace(
            "  new: {width: 32, layers: 2, heads: 2, head_width: 16, ffn: 48, context: 32, alphabet: \"0123456789+=\"}", "  path: no-such-model", StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<CheckpointException>(() => RecipeRunner.RunAsync(recipe.Request(), CancellationToken.None));

        Assert.Contains("no-such-model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoint_with_cut_off_weights_is_named_and_the_run_can_go_on_from_the_one_before()
    {
        using var recipe = new TinyRecipe();
        var whole = await RecipeRunner.RunAsync(recipe.Request(), CancellationToken.None);
        var weights = Path.Combine(whole.Checkpoint!, "model.safetensors");
        await using (var file = File.OpenWrite(weights))
        {
            file.SetLength(file.Length / 2);
        }

        var error = await Assert.ThrowsAsync<CheckpointException>(
            () => RecipeRunner.RunAsync(recipe.Request() with { Resume = true }, CancellationToken.None));
        Directory.Delete(whole.Checkpoint!, recursive: true);
        var resumed = await RecipeRunner.RunAsync(recipe.Request() with { Resume = true }, CancellationToken.None);

        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
        Assert.Equal(whole.WeightsHash, resumed.WeightsHash);
    }

    [Fact]
    public async Task Prompt_with_a_character_outside_of_the_alphabet_is_an_error_that_says_so()
    {
        using var recipe = new TinyRecipe();

        await Assert.ThrowsAsync<UserException>(
            () => RecipeRunner.RunAsync(recipe.Request("task.question=sum {a} {b}"), CancellationToken.None));
    }
}
