using Ponder.Algorithms.Records;
using Ponder.Text;
using Ponder.Training.Reinforcement.Rewards;
using Ponder.Verification;

namespace Ponder.Training.Reinforcement;

/// <summary>Rollouts to verdicts and rewards. An undecided verdict earns nothing.</summary>
/// <param name="verifier">The task's verifier.</param>
/// <param name="composition">How the reward is put together from the verdict and other terms.</param>
public sealed class RewardScorer(IVerifier verifier, RewardComposition composition)
{
    /// <summary>The verifier's score is the reward.</summary>
    public RewardScorer(IVerifier verifier)
        : this(verifier, new RewardComposition())
    {
    }

    /// <summary>Judges every rollout; the order stays.</summary>
    public IReadOnlyList<ScoredRollout> Score(IReadOnlyList<Rollout> rollouts)
    {
        var scored = new ScoredRollout[rollouts.Count];
        Parallel.For(0, rollouts.Count, i => scored[i] = Score(rollouts[i]));
        return composition.Apply(scored);
    }

    private ScoredRollout Score(Rollout rollout)
    {
        var verdict = verifier.Verify(new VerificationRequest(rollout.Prompt.Question, rollout.Prompt.Answer, rollout.Text));
        var score = verdict.Outcome == Outcome.Undecided ? 0 : verdict.Score;
        return new ScoredRollout
        {
            Rollout = rollout,
            Score = score,
            Reward = score,
            Correct = verdict.Outcome == Outcome.Correct,
            Verdict = $"{Word(verdict.Outcome)}: {verdict.Reason}",
            Extracted = verdict.Extracted,
        };
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Correct => "correct",
        Outcome.Wrong => "wrong",
        _ => "undecided",
    };
}
