using System.Text;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;

namespace Ponder.Algorithms;

/// <summary>A whole reinforcement-learning objective: what is kept, how it is credited, what is minimised.</summary>
public sealed record Objective
{
    /// <summary>Name of the preset that it came from.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }

    /// <summary>Rewards to advantages.</summary>
    public required AdvantageEstimator Advantage { get; init; }

    /// <summary>The loss of a token.</summary>
    public required PolicyTerm Policy { get; init; }

    /// <summary>Token losses to a loss.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>The pull towards the reference model; null for none, and then no reference model is needed.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>Which groups are kept; null keeps all.</summary>
    public DynamicSampling? DynamicSampling { get; init; }

    /// <summary>The punishment of long completions; null for none.</summary>
    public OverlongShaping? OverlongShaping { get; init; }

    /// <summary>
    /// Whether completions cut at the limit are kept out of the gradient (<see cref="Filters.OverlongFilter"/>).
    /// </summary>
    public bool OverlongFilter { get; init; }

    /// <summary>Whether a reference model must be loaded and its log-probabilities computed.</summary>
    public bool NeedsReference => Divergence is not null;

    /// <summary>
    /// Everything that is wrong with the settings, each a sentence that says what to change; empty when all is well.
    /// </summary>
    /// <param name="samplesPerPrompt">Size of a group.</param>
    public IReadOnlyList<string> Problems(int samplesPerPrompt)
    {
        string?[] found =
        [
            Advantage.Problem, Policy.Problem, Reduction.Problem,
            Divergence?.Problem, DynamicSampling?.Problem, OverlongShaping?.Problem,
            samplesPerPrompt < Advantage.SmallestGroup
                ? $"the advantage compares the samples of a prompt and needs at least {Advantage.SmallestGroup} of them, "
                    + $"got {samplesPerPrompt} samples per prompt"
                : null,
        ];
        return [.. found.OfType<string>()];
    }

    /// <summary>The objective as formulas, several lines, for people.</summary>
    public string Formula()
    {
        var text = new StringBuilder();
        var pull = Divergence is { Place: DivergencePlace.Loss } inLoss ? $" − {inLoss.Formula}" : "";
        text.Append($"maximise  {Reduction.Formula} [{Policy.Formula}{pull}]");
        List<string> terms = [Advantage.Formula, $"r_i = {RewardFormula()}"];
        if (Policy is ClippedSurrogate)
        {
            terms.Insert(0, "ρ_t = π(o_t) / π_old(o_t)");
        }

        if (Reduction.Kind != ReductionKind.TokenMean)
        {
            terms.Add("B = completions in the step");
        }

        text.Append("\nwith      ").AppendJoin("\n          ", terms);
        if (DynamicSampling is { } keep)
        {
            text.Append(keep.Signal == GroupSignal.Accuracy
                ? "\nkeeping   groups with 0 < accuracy < 1"
                : "\nkeeping   groups whose scores differ");
            text.Append($", refilled up to {keep.MaxRefills} times");
        }

        if (OverlongFilter)
        {
            text.Append("\nmasking   completions cut at the length limit");
        }

        return text.ToString();
    }

    private string RewardFormula()
    {
        var reward = "score";
        if (OverlongShaping is { } o)
        {
            reward += $" − {o.Penalty:g}·clip((|o_i| − {o.Limit - o.Buffer}) / {o.Buffer}, 0, 1)";
        }

        if (Divergence is { Place: DivergencePlace.Reward } d)
        {
            reward += $" − Σ_t {d.Formula}";
        }

        return reward;
    }
}
