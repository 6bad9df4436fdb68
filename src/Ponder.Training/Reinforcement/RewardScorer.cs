using Ponder.Algorithms.Records;
using Ponder.Text;
using Ponder.Training.Reinforcement.Rewards;
using Ponder.Verification;

namespace Ponder.Training.Reinforcement;

/// <summary>
/// Rollouts to verdicts and rewards. Where the verifier cannot decide (a sandbox failed, a reference is unreadable) the rollout is marked
/// and drops out: no reward, no part in its group's baseline, no gradient.
/// </summary>
/// <param name="verifier">The task's verifier.</param>
/// <param name="composition">How the reward is put together from the verdict and other terms.</param>
public sealed class RewardScorer(IVerifier verifier, RewardComposition composition)
{
    /// <summary>The verifier's score is the reward.</summary>
    public RewardScorer(IVerifier verifier)
        : this(verifier, new RewardComposition())
    {
    }

    /// <summary>Judges rollouts as they come, while others are sampled.</summary>
    /// <param name="count">How many will come: whole groups.</param>
    public VerdictQueue Open(int count) => new(count, Score, composition);

    private ScoredRollout Score(Rollout rollout)
    {
        var verdict = verifier.Verify(new VerificationRequest(rollout.Prompt.Question, rollout.Prompt.Answer, rollout.Text));
        var decided = verdict.Outcome != Outcome.Undecided;
        var score = decided ? verdict.Score : 0;
        return new ScoredRollout
        {
            Rollout = rollout,
            Score = score,
            Reward = score,
            Correct = verdict.Outcome == Outcome.Correct,
            Decided = decided,
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
