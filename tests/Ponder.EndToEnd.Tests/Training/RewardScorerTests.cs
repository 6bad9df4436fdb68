using Ponder.Text;
using Ponder.Training.Reinforcement;
using Ponder.Verification;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class RewardScorerTests
{
    private sealed class Fixed(Verdict verdict) : IVerifier
    {
        public string Name => "fixed";

        public Verdict Verify(VerificationRequest request) => verdict;
    }

    [Theory]
    [InlineData(Outcome.Undecided, 0.7, 0)]
    [InlineData(Outcome.Wrong, 0.3, 0.3)]
    [InlineData(Outcome.Correct, 1, 1)]
    public void Undecided_verdict_earns_nothing_whatever_its_score(Outcome outcome, double score, double reward)
    {
        var rollout = new Rollout
        {
            Prompt = new Prompt { Task = "t", Id = "1", Ordinal = 0, Question = "q", Text = "q", Tokens = [1], Answer = "a" },
            Sample = 0,
            Tokens = [2],
            LogProbs = [-1],
            Versions = [0],
            Text = "x",
            Finish = FinishReason.Stop,
        };

        var scored = Assert.Single(new RewardScorer(new Fixed(new Verdict { Outcome = outcome, Score = score, Reason = "r" })).Score([rollout]));

        Assert.Equal(reward, scored.Reward);
        Assert.Equal(outcome == Outcome.Correct, scored.Correct);
    }
}
