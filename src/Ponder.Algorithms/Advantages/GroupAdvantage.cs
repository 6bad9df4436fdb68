using Ponder.Algorithms.Records;

namespace Ponder.Algorithms.Advantages;

/// <summary>
/// Advantages that compare the reward of a completion with the rewards of the other completions of its prompt; every
/// token of a completion gets the same advantage.
/// </summary>
/// <remarks>
/// Two cases have no information and give exactly 0: a group of one, and a group whose rewards are all equal.
/// (Libraries disagree about the first: verl leaves the raw reward in place.)
/// </remarks>
public abstract record GroupAdvantage : AdvantageEstimator
{
    /// <inheritdoc/>
    public override int SmallestGroup => 2;

    /// <summary>The advantages of one group, one per reward.</summary>
    /// <exception cref="ArgumentException">A reward is NaN or infinite.</exception>
    public double[] ForGroup(ReadOnlySpan<double> rewards)
    {
        var advantages = new double[rewards.Length];
        var (smallest, largest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var reward in rewards)
        {
            if (!double.IsFinite(reward))
            {
                throw new ArgumentException(
                    $"a reward of a group is {reward}; expected finite rewards: a verifier or a shaping term produced it",
                    nameof(rewards));
            }

            smallest = Math.Min(smallest, reward);
            largest = Math.Max(largest, reward);
        }

        if (largest > smallest)
        {
            Credit(rewards, advantages);
        }

        return advantages;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CreditedRollout> Assign(IReadOnlyList<ScoredRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(rollouts);
        var credited = new CreditedRollout[rollouts.Count];
        foreach (var group in Enumerable.Range(0, rollouts.Count).GroupBy(i => rollouts[i].Rollout.Prompt.Ordinal))
        {
            int[] members = [.. group];
            var advantages = ForGroup([.. members.Select(i => rollouts[i].Reward)]);
            for (var k = 0; k < members.Length; k++)
            {
                var scored = rollouts[members[k]];
                var perToken = new float[scored.Rollout.Tokens.Length];
                Array.Fill(perToken, (float)advantages[k]);
                credited[members[k]] = new CreditedRollout { Scored = scored, Advantages = perToken };
            }
        }

        return credited;
    }

    /// <summary>Fills the advantages of a group of at least two rewards that are not all equal.</summary>
    private protected abstract void Credit(ReadOnlySpan<double> rewards, Span<double> advantages);

    private protected static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
