using Ponder.Text;
using Ponder.Training.Recipes;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class SectionTests
{
    private static Section Open(string yaml) => RecipeFile.Parse("r.yaml", yaml).Open();

    private static string MessageOf(Action action) => Assert.Throws<UserException>(action).Message;

    [Fact]
    public void Unknown_key_names_file_line_and_the_nearest_key()
    {
        var section = Open("seed: 1\nthread: 2\n");
        section.Whole("seed", 0);
        section.Whole("threads", 1);

        var message = MessageOf(section.Finish);

        Assert.Contains("r.yaml:2", message, StringComparison.Ordinal);
        Assert.Contains("unknown key 'thread'", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'threads'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_key_below_is_found_with_its_path()
    {
        var section = Open("rl:\n  stepz: 3\n");
        section.Child("rl").Whole("steps", 1);

        Assert.Contains("rl.stepz", MessageOf(section.Finish), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps: many", "a whole number")]
    [InlineData("steps: 1.5", "a whole number")]
    [InlineData("steps: -1", "at least 0")]
    [InlineData("steps: [1]", "a single value")]
    [InlineData("other: 1", "missing")]
    public void Wrong_integer_says_what_was_expected(string yaml, string expected) =>
        Assert.Contains(expected, MessageOf(() => Open(yaml).Whole("steps")), StringComparison.Ordinal);

    [Fact]
    public void Resolved_recipe_holds_written_values_and_defaults()
    {
        var section = Open("a: 5\n");
        section.Whole("a", 1);
        section.Number("b", 0.5);
        section.Flag("c", true);

        Assert.Equal("{ { a, 5 }, { b, 0.5 }, { c, true } }", section.Resolved.ToString());
    }

    [Theory]
    [InlineData("rl.steps=7")]
    [InlineData("stages[1].steps=7")]
    [InlineData("second.steps=7")]
    public void Override_reaches_a_stage_by_type_index_or_name(string assignment)
    {
        var file = RecipeFile.Parse("r.yaml", "stages:\n  - {type: sft, steps: 1}\n  - {type: rl, name: second, steps: 1}\n");

        file.Set(assignment);

        Assert.Equal(7, file.Open().Children("stages")[1].Whole("steps"));
    }

    [Fact]
    public void Override_without_a_value_is_refused() =>
        Assert.Contains("key=value", MessageOf(() => RecipeFile.Parse("r.yaml", "a: 1").Set("a")), StringComparison.Ordinal);

    [Fact]
    public void Broken_yaml_names_the_line() =>
        Assert.Contains("r.yaml:2", MessageOf(() => RecipeFile.Parse("r.yaml", "a: 1\nb: ]\n")), StringComparison.Ordinal);
}
