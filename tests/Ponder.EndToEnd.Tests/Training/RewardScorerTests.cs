using Ponder.Algorithms.Rewards;
using Ponder.Text;
using Ponder.Training.Reinforcement;
using Ponder.Training.Reinforcement.Rewards;
using Ponder.Verification;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class RewardScorerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Answers as the response says: <c>correct</c>, <c>wrong</c> or <c>undecided</c>.</summary>
    private sealed class Spoken(Action<string>? judged = null) : IVerifier
    {
        public string Name => "spoken";

        public Verdict Verify(VerificationRequest request)
        {
            judged?.Invoke(request.Response);
            return new Verdict { Outcome = Enum.Parse<Outcome>(request.Response, ignoreCase: true), Score = request.Response == "wrong" ? 0.3 : 1, Reason = "said" };
        }
    }

    [Theory]
    [InlineData("undecided", false, 0)]
    [InlineData("wrong", true, 0.3)]
    [InlineData("correct", true, 1)]
    public async Task Undecided_rollout_is_marked_and_has_no_reward(string response, bool decided, double reward)
    {
        await using var verdicts = new RewardScorer(new Spoken()).Open(1);
        verdicts.Add(0, Rollout(response, 1));

        var scored = Assert.Single(await verdicts.CompleteAsync());

        Assert.Equal((decided, reward, response == "correct"), (scored.Decided, scored.Reward, scored.Correct));
        Assert.Equal($"{response}: said", scored.Verdict);
    }

    [Fact]
    public async Task Undecided_rollout_has_no_part_in_the_rewards_of_its_group()
    {
        var scorer = new RewardScorer(new Spoken(), new RewardComposition { Terms = [new KimiLengthReward()] });
        await using var with = scorer.Open(3);
        with.Add(0, Rollout("correct", 10));
        with.Add(1, Rollout("undecided", 1000));
        with.Add(2, Rollout("correct", 20));
        await using var without = scorer.Open(2);
        without.Add(0, Rollout("correct", 10));
        without.Add(1, Rollout("correct", 20));

        var (three, two) = (await with.CompleteAsync(), await without.CompleteAsync());

        Assert.Equal(two.Select(scored => scored.Reward), [three[0].Reward, three[2].Reward]);
        Assert.Equal(0, three[1].Reward);
    }

    /// <summary>The second rollout is sampled only after the verdict on the first: a queue that waited for all of them would wait for ever.</summary>
    [Fact]
    public async Task Verdict_is_given_while_other_rollouts_are_still_sampled()
    {
        var judged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var verdicts = new RewardScorer(new Spoken(_ => judged.TrySetResult())).Open(2);

        verdicts.Add(1, Rollout("wrong", 2));
        await judged.Task.WaitAsync(s_patience);
        verdicts.Add(0, Rollout("correct", 1));

        Assert.Equal([true, false], (await verdicts.CompleteAsync()).Select(scored => scored.Correct));
    }

    [Fact]
    public async Task Exception_of_a_verifier_reaches_the_step()
    {
        await using var verdicts = new RewardScorer(new Spoken(_ => throw new InvalidOperationException("a defect"))).Open(1);
        verdicts.Add(0, Rollout("correct", 1));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(verdicts.CompleteAsync);
        Assert.Equal("a defect", error.Message);
    }

    private static Rollout Rollout(string text, int tokens) => new()
    {
        Prompt = new Prompt { Task = "t", Id = "1", Ordinal = 0, Question = "q", Text = "q", Tokens = [1], Answer = "a" },
        Sample = 0,
        Tokens = new int[tokens],
        LogProbs = new float[tokens],
        Versions = new int[tokens],
        Text = text,
        Finish = FinishReason.Stop,
    };
}
