using Ponder.Algorithms.Records;
using Ponder.Algorithms.Rewards;
using Ponder.Text;
using Ponder.Training.Reinforcement.Rewards;
using Ponder.Verification.Format;
using Xunit;

namespace Ponder.EndToEnd.Tests.Training;

public sealed class RewardCompositionTests
{
    [Fact]
    public void Without_terms_the_score_is_the_reward() =>
        Assert.Equal([1, 0], new RewardComposition().Apply([Scored(1, 1, "x", 3), Scored(1, 0, "y", 3)]).Select(r => r.Reward));

    [Fact]
    public void Gate_takes_accuracy_and_terms_away()
    {
        var composition = new RewardComposition
        {
            Gate = new FormatOptions(),
            GateReward = -1,
            Terms = [new LengthPenalty { Weight = 0.5, Limit = 10 }],
        };
        var rewards = composition.Apply([Scored(1, 1, "<think>a</think>5", 10), Scored(1, 1, "5", 1), Scored(2, 0, "<think>a</think>5", 5)]);

        Assert.Equal([0.5, -1, -0.25], rewards.Select(r => r.Reward));
        Assert.Equal([1, 1, 0], rewards.Select(r => r.Score));
        Assert.Contains("no-thought", rewards[1].Verdict);
    }

    [Fact]
    public void Groups_are_compared_apart_and_the_order_stays()
    {
        var composition = new RewardComposition { Terms = [new KimiLengthReward()] };
        var rewards = composition.Apply([Scored(1, 1, "", 10), Scored(2, 1, "", 100), Scored(1, 1, "", 20), Scored(2, 1, "", 300)]);

        Assert.Equal([1.5, 1.5, 0.5, 0.5], rewards.Select(r => r.Reward));
    }

    [Fact]
    public void Language_adds_its_share_and_text_without_words_breaks_none()
    {
        var composition = new RewardComposition { Language = "en", LanguageWeight = 0.5 };
        var rewards = composition.Apply([Scored(1, 0, "The dog sleeps. 那只狗睡", 1), Scored(1, 0, "$x = 5$", 1)]);

        Assert.Equal(0.5 * 3 / 7, rewards[0].Reward, 12);
        Assert.Equal(0.5, rewards[1].Reward);
    }

    [Fact]
    public void Formula_names_gate_accuracy_and_terms()
    {
        var composition = new RewardComposition
        {
            Gate = new FormatOptions(),
            Accuracy = new CosineAccuracy { Limit = 512 },
            Language = "en",
            LanguageWeight = 0.1,
            Terms = [new RepetitionPenalty { Length = 4 }],
        };

        Assert.Equal(
            "[<think> thought </think> answer] ? cosine(|o_i| / 512; correct 1 to 0.5, wrong -1 to -0.5) + 0.1·share(en) + 1·(different 4-grams / 4-grams − 1) : 0",
            composition.Formula);
    }

    private static ScoredRollout Scored(long prompt, double score, string text, int length) => new()
    {
        Rollout = new Rollout
        {
            Prompt = new Prompt { Task = "t", Id = $"{prompt}", Ordinal = prompt, Question = "?", Text = "?", Tokens = [1], Answer = "!" },
            Sample = 0,
            Tokens = new int[length],
            LogProbs = new float[length],
            Versions = new int[length],
            Text = text,
            Finish = FinishReason.Stop,
        },
        Score = score,
        Reward = score,
        Correct = score > 0.5,
        Verdict = "correct: equal",
    };
}
