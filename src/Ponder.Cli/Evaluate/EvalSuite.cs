using Ponder.Data;
using Ponder.Inference.Requests;
using Ponder.Text;
using Ponder.Training.Recipes;

namespace Ponder.Cli.Evaluate;

/// <summary>One thing that is measured: items of a task, asked in one way.</summary>
/// <param name="Name">The recipe, with the stage where the recipe has several.</param>
/// <param name="Task">The task.</param>
/// <param name="Split">Which items.</param>
/// <param name="Count">How many, at most.</param>
/// <param name="Sampling">How answers are sampled.</param>
internal sealed record EvalSuite(string Name, TaskRecipe Task, Split Split, int Count, SamplingOptions Sampling)
{
    private const int UsualCount = 1000;

    /// <summary>Equal for suites that ask the same.</summary>
    public (string, Split, int, SamplingOptions) Key => (Task.Resolved, Split, Count, Sampling);

    /// <summary>
    /// What the eval stages of a recipe ask, each different question once and named by the last stage that asks it; the recipe's own task, greedily,
    /// where it has no such stage.
    /// </summary>
    public static IReadOnlyList<EvalSuite> Of(Recipe recipe)
    {
        EvalSuite[] suites =
        [
            .. recipe.Stages.OfType<EvalStage>().Select(stage => new EvalSuite($"{recipe.Name}/{stage.Name}", stage.Task, stage.Split, stage.Count, stage.Sampling))
                .GroupBy(suite => suite.Key).Select(same => same.Last()),
        ];
        return suites switch
        {
            [] => [Greedy(recipe.Name, recipe.Stages[0].Task)],
            [var only] => [only with { Name = recipe.Name }],
            _ => suites,
        };
    }

    /// <summary>An error where there is nothing to ask.</summary>
    public void Check()
    {
        if (Task.Source.Count(Split) == 0)
        {
            throw new UserException($"{Name}: task {Task.Source.Name} has no {Splits.NameOf(Split)} items; choose others with --split");
        }
    }

    private static EvalSuite Greedy(string name, TaskRecipe task) =>
        new(name, task, Split.Test, UsualCount, SamplingOptions.Greedy with { MaxNewTokens = task.MaxNewTokens });
}
