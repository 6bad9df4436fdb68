using Ponder.Cli;
using Ponder.EndToEnd.Tests.Cli;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Training.Pipelines;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

[Trait("Speed", "slow")]
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
    [InlineData("stages.0.steps=-3", "--set stages.0.steps=-3 (")]
    [InlineData("sft.steps=0", "at least 1")]
    [InlineData("rl.optimiser.lr=0", "above 0")]
    [InlineData("seed=-1", "0 to 18446744073709551615")]
    [InlineData("model.new={width: 127, layers: 1, alphabet: '0'}", "127 does not fall into 3 heads")]
    [InlineData("task={type: jsonl, file: none.jsonl}", "task.file: there is no file")]
    [InlineData("task.verifier={type: code, file: none.cs}", "task.verifier.file: there is no file")]
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

    [Theory]
    [InlineData("task.max_new_tokens=32", "stage rl: max_new_tokens is 32 and the model's context 32")]
    [InlineData("task.max_new_tokens=30", "the prompt has 5 tokens and the answer may have 30, but the model's context is 32")]
    public async Task Answers_that_do_not_fit_into_the_context_are_refused_before_the_run_starts(string assignment, string expected)
    {
        using var recipe = new TinyRecipe();

        var error = await Assert.ThrowsAsync<UserException>(() => RecipeRunner.RunAsync(recipe.Request(assignment), CancellationToken.None));
        var dry = await CliRun.HereAsync("train", recipe.Path, "--dry-run", "--set", assignment);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.WrongInput, dry.Code);
        Assert.Contains(expected, dry.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(recipe.Runs));
    }

    [Theory]
    [InlineData("{\"question\":\"1+x=\",\"answer\":\"2\"}", "rows.jsonl:3 (stage sft): ")]
    [InlineData("{\"question\":\"1+1=\",\"answer\":", "tiny.yaml")]
    public async Task Row_of_a_file_that_cannot_be_asked_is_named_with_its_line_before_the_run_starts(string row, string expected)
    {
        using var recipe = new TinyRecipe();
        var file = Path.Combine(Path.GetDirectoryName(recipe.Path)!, "rows.jsonl");
        var good = string.Concat(Enumerable.Range(0, 2).Select(i => $"{{\"question\":\"{i}+1=\",\"answer\":\"{i + 1}\"}}\n"));
        await File.WriteAllTextAsync(file, good + row + "\n");

        var error = await Assert.ThrowsAsync<UserException>(() => RecipeRunner.RunAsync(
            recipe.Request("task={type: jsonl, train: rows.jsonl, demonstration: answer, max_new_tokens: 4}", "eval.split=train"), CancellationToken.None));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("rows.jsonl:3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_in_place_of_a_recipe_lists_its_recipes()
    {
        using var recipe = new TinyRecipe();

        var run = await CliRun.HereAsync("train", Path.GetDirectoryName(recipe.Path)!);

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.Contains($"Recipes in it: {recipe.Path}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seed_may_have_64_bits()
    {
        using var recipe = new TinyRecipe();

        var run = await CliRun.HereAsync("train", recipe.Path, "--dry-run", "--set", "seed=18446744073709551615");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Error));
        Assert.Contains("seed: 18446744073709551615", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_with_a_character_outside_of_the_alphabet_is_an_error_that_says_so()
    {
        using var recipe = new TinyRecipe();

        await Assert.ThrowsAsync<UserException>(
            () => RecipeRunner.RunAsync(recipe.Request("task.question=sum {a} {b}"), CancellationToken.None));
    }
}
