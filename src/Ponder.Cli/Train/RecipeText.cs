using System.Globalization;
using System.Text;
using Ponder.Training.Estimates;
using Ponder.Training.Pipelines;
using Ponder.Training.Recipes;

namespace Ponder.Cli.Train;

/// <summary>A recipe explained without running it.</summary>
internal static class RecipeText
{
    private const double Mebibyte = 1 << 20;

    /// <summary>The text.</summary>
    /// <param name="request">The recipe and its overrides.</param>
    /// <param name="explain">With the objectives as formulas.</param>
    /// <param name="estimate">With every default, and what memory and time it will take.</param>
    public static string Of(RunRequest request, bool explain, bool estimate)
    {
        using var recipe = RecipeRunner.Read(request);
        var text = new StringBuilder();
        if (estimate)
        {
            text.Append(recipe.Resolved).Append('\n');
            Append(text, RunEstimator.Estimate(recipe, request.Time));
        }

        if (explain)
        {
            foreach (var stage in recipe.Stages.OfType<RlStage>())
            {
                text.Append(text.Length > 0 ? "\n" : "").Append("# objective of stage ").Append(stage.Name).Append('\n');
                text.Append(stage.Objective.Formula()).Append('\n');
                text.Append("score     = ").Append(stage.Reward.Formula).Append('\n');
            }

            if (text.Length == 0)
            {
                text.Append("no stage of this recipe learns from rewards; supervised stages minimise the mean −log π(token) of the demonstrations\n");
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, RunEstimate estimate)
    {
        var (largest, memory) = (estimate.Largest, estimate.Largest.Training);
        Line($"# model   {estimate.Parameters:#,0} parameters");
        Line($"# memory  about {Size(largest.TotalBytes)} in stage {largest.Name}: weights {Size(memory.Weights)}, gradients {Size(memory.Gradients)}, optimiser {Size(memory.Optimiser)}, "
            + $"activations {Size(memory.Activations)}, head {Size(memory.Head)}; for sampling: weights and logits {Size(largest.Generation.Weights)}, "
            + $"keys and values {Size(largest.Generation.KeysAndValues)}; the program itself comes to it");
        foreach (var stage in estimate.Stages)
        {
            Line($"# time    {stage.Name}: about {Units.Clock(TimeSpan.FromSeconds(stage.Seconds))} ({stage.TrainedTokens:#,0} tokens trained, {stage.GeneratedTokens:#,0} generated)");
        }

        Line($"# matrix products reach {estimate.GemmGflops:0} GFLOP/s here now; answers are counted at half of their allowed length");

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static string Size(long bytes) => (bytes / Mebibyte).ToString("#,0", CultureInfo.InvariantCulture) + " MiB";
}
