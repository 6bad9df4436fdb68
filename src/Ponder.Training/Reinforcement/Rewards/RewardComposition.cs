using Ponder.Algorithms.Records;
using Ponder.Algorithms.Rewards;
using Ponder.Verification.Format;
using Ponder.Verification.Language;

namespace Ponder.Training.Reinforcement.Rewards;

/// <summary>How a reward is put together: gate × accuracy + terms.</summary>
/// <remarks>
/// A completion that fails the gate gets <see cref="GateReward"/> and none of the terms: an added reward for the format alone makes
/// unsolved groups chase long well-formed text.
/// </remarks>
public sealed record RewardComposition
{
    /// <summary>The format that a completion must have; null for no gate.</summary>
    public FormatOptions? Gate { get; init; }

    /// <summary>What a completion that fails the gate gets.</summary>
    public double GateReward { get; init; }

    /// <summary>What right and wrong completions earn.</summary>
    public IAccuracyShape Accuracy { get; init; } = new PlainAccuracy();

    /// <summary>The language whose share in the completion is rewarded; null for none.</summary>
    public string? Language { get; init; }

    /// <summary>Factor of the language's share.</summary>
    public double LanguageWeight { get; init; }

    /// <summary>Terms that are added.</summary>
    public IReadOnlyList<IRewardTerm> Terms { get; init; } = [];

    /// <summary>The composition as a formula.</summary>
    public string Formula
    {
        get
        {
            string[] sum =
            [
                Accuracy.Formula,
                .. Language is null ? Array.Empty<string>() : [$"+ {LanguageWeight:g}·share({Language})"],
                .. Terms.Select(term => term.Formula),
            ];
            var reward = string.Join(' ', sum);
            return Gate is null ? reward : $"{Gate.Formula} ? {reward} : {GateReward:g}";
        }
    }

    /// <summary>Composes the rewards of completions, prompt by prompt; the order stays. Undecided ones have no reward and no part in that of others.</summary>
    /// <param name="rollouts">Completions with their scores, whole groups.</param>
    public IReadOnlyList<ScoredRollout> Apply(IReadOnlyList<ScoredRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(rollouts);
        ScoredRollout[] result = [.. rollouts];
        foreach (var group in rollouts.Index().Where(pair => pair.Item.Decided).GroupBy(pair => pair.Item.Rollout.Prompt.Ordinal))
        {
            ScoredRollout[] members = [.. group.Select(pair => pair.Item)];
            double[] rewards = [.. Accuracy.ValuesOf(members)];
            foreach (var term in Terms)
            {
                foreach (var (i, value) in term.ValuesOf(members).Index())
                {
                    rewards[i] += value;
                }
            }

            foreach (var ((at, member), i) in group.Select((pair, i) => (pair, i)))
            {
                result[at] = Gated(member, rewards[i]);
            }
        }

        return result;
    }

    private ScoredRollout Gated(ScoredRollout member, double reward)
    {
        if (Gate is { } gate && FormatGate.Defect(member.Rollout.Text, gate) is { } defect)
        {
            return member with { Reward = GateReward, Verdict = $"{member.Verdict}; format: {defect}" };
        }

        // Text in which nothing counts, only maths or code, breaks no language.
        var share = Language is null ? 0 : LanguageCounter.Count(member.Rollout.Text).ShareOfLanguage(Language) ?? 1;
        return member with { Reward = reward + (LanguageWeight * share) };
    }
}
