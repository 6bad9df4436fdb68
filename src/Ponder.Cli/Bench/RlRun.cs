namespace Ponder.Cli.Bench;

/// <summary>A run of the benchmark's recipe, whole or its beginning.</summary>
/// <param name="Steps">Its steps.</param>
/// <param name="Accuracy">Greedy accuracy on the held-out prompts after the last step; null where the run was ended before.</param>
internal sealed record RlRun(IReadOnlyList<RlStep> Steps, double? Accuracy)
{
    /// <summary>Steps over which the reward is averaged.</summary>
    private const int Window = 10;

    /// <summary>Seconds and number of the step after which the mean reward of the last ten first reaches a mark; null where it never does.</summary>
    public (double Seconds, int Step)? Reaches(double mark)
    {
        for (var end = Window; end <= Steps.Count; end++)
        {
            if (Steps.Skip(end - Window).Take(Window).Average(step => step.Reward) >= mark)
            {
                return (Steps.Take(end).Sum(step => step.Seconds), end);
            }
        }

        return null;
    }
}
