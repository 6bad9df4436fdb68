using Ponder.Algorithms;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Divergences;
using Ponder.Algorithms.Filters;
using Ponder.Algorithms.Losses;
using Ponder.Algorithms.Reductions;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class PresetTests
{
    private static readonly PresetContext Context = new() { MaxNewTokens = 20480, SamplesPerPrompt = 16 };

    [Fact]
    public void Grpo_is_the_published_setting()
    {
        var grpo = Presets.Resolve("grpo", Context);

        Assert.Equal(new StandardisedAdvantage { Ddof = 1, Epsilon = 1e-6 }, grpo.Advantage);
        Assert.Equal(new ClippedSurrogate { Low = 0.2, High = 0.2, Dual = null }, grpo.Policy);
        Assert.Equal(ReductionKind.SequenceMeanOfTokenMean, grpo.Reduction.Kind);
        Assert.Equal(
            new Divergence { Estimator = DivergenceEstimator.K3, Place = DivergencePlace.Loss, Coefficient = 0.04 }, grpo.Divergence);
        Assert.Null(grpo.DynamicSampling);
        Assert.Null(grpo.OverlongShaping);
        Assert.False(grpo.OverlongFilter);
    }

    [Fact]
    public void Rloo_is_the_published_setting()
    {
        var rloo = Presets.Resolve("rloo", Context);

        Assert.Equal(new LeaveOneOutAdvantage(), rloo.Advantage);
        Assert.Equal(new ReinforceTerm(), rloo.Policy);
        Assert.Equal(ReductionKind.SequenceMeanOfTokenSum, rloo.Reduction.Kind);
        Assert.False(rloo.NeedsReference);
    }

    [Fact]
    public void Dr_grpo_is_the_published_setting()
    {
        var drGrpo = Presets.Resolve("dr-grpo", Context);

        Assert.Equal(new MeanAdvantage(), drGrpo.Advantage);
        Assert.Equal(new ClippedSurrogate { Low = 0.2, High = 0.2 }, drGrpo.Policy);
        Assert.Equal(new Reduction { Kind = ReductionKind.ConstantLength, Length = 20480 }, drGrpo.Reduction);
        Assert.False(drGrpo.NeedsReference);
    }

    [Fact]
    public void Dapo_is_the_published_setting()
    {
        var dapo = Presets.Resolve("dapo", Context);

        Assert.Equal(new StandardisedAdvantage(), dapo.Advantage);
        Assert.Equal(new ClippedSurrogate { Low = 0.2, High = 0.28, Dual = null }, dapo.Policy);
        Assert.Equal(ReductionKind.TokenMean, dapo.Reduction.Kind);
        Assert.Equal(new DynamicSampling { Signal = GroupSignal.Accuracy, MaxRefills = 10 }, dapo.DynamicSampling);
        Assert.Equal(new OverlongShaping { Limit = 20480, Buffer = 4096, Penalty = 1 }, dapo.OverlongShaping);
        Assert.False(dapo.OverlongFilter);
        Assert.False(dapo.NeedsReference);
    }

    [Fact]
    public void Every_denominator_follows_the_response_mask() =>
        Assert.All(Presets.Names, name => Assert.Equal(DenominatorMask.Response, Presets.Resolve(name, Context).Reduction.Denominator));

    [Fact]
    public void Every_preset_names_itself_and_its_paper() => Assert.All(Presets.Names, name =>
    {
        var objective = Presets.Resolve(name, Context);
        Assert.Equal(name, objective.Name);
        Assert.Contains("arXiv:", objective.Source, StringComparison.Ordinal);
    });

    [Fact]
    public void Overrides_change_what_they_name_and_nothing_else()
    {
        var published = Presets.Resolve("dapo", Context);

        var changed = Presets.Resolve("dapo", Context, new ObjectiveOverrides
        {
            ClipHigh = 0.3,
            DualClip = 10,
            StdDdof = 0,
            OverlongBuffer = 0,
            DynamicSampling = false,
            DivergenceCoefficient = 0.001,
            Divergence = DivergenceEstimator.K2,
        });

        Assert.Equal(
            published with
            {
                Policy = new ClippedSurrogate { Low = 0.2, High = 0.3, Dual = 10 },
                Advantage = new StandardisedAdvantage { Ddof = 0 },
                OverlongShaping = null,
                DynamicSampling = null,
                Divergence = new Divergence { Estimator = DivergenceEstimator.K2, Place = DivergencePlace.Loss, Coefficient = 0.001 },
            },
            changed);
    }

    [Fact]
    public void Divergence_of_grpo_can_be_switched_off() =>
        Assert.False(Presets.Resolve("grpo", Context, new ObjectiveOverrides { DivergenceCoefficient = 0 }).NeedsReference);

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_is_refused_with_the_reason(string preset, ObjectiveOverrides overrides, string reason)
    {
        var error = Assert.Throws<UserException>(() => Presets.Resolve(preset, Context, overrides));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(preset, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, ObjectiveOverrides, string> Nonsense => new()
    {
        { "ppg", new(), "expected one of: grpo, rloo, dr-grpo, dapo" },
        { "rloo", new() { ClipHigh = 0.3 }, "no ratio to clip" },
        { "rloo", new() { StdEpsilon = 1e-4 }, "does not divide" },
        { "grpo", new() { Advantage = "median" }, "expected mean, standardised or leave-one-out" },
        { "grpo", new() { ClipLow = 1.5 }, "lower clip" },
        { "grpo", new() { ClipHigh = -1 }, "upper clip" },
        { "grpo", new() { DualClip = 0.5 }, "dual clip" },
        { "grpo", new() { DualClip = 1.1 }, "must exceed the upper bound" },
        { "grpo", new() { Divergence = DivergenceEstimator.K1 }, "zero gradient" },
        { "grpo", new() { DivergenceCoefficient = -0.1 }, "must be positive" },
        { "dapo", new() { Divergence = DivergenceEstimator.K3 }, "no coefficient" },
        { "dapo", new() { ReductionLength = 16 }, "remove the length" },
        { "dr-grpo", new() { ReductionLength = -16 }, "positive length" },
        { "dapo", new() { OverlongBuffer = 30000 }, "overlong buffer" },
        { "grpo", new() { OverlongPenalty = 2 }, "no overlong buffer" },
        { "grpo", new() { MaxRefills = 3 }, "dynamic sampling is off" },
    };

    [Fact]
    public void Group_estimator_with_one_sample_per_prompt_is_refused() => Assert.Contains(
        "got 1 samples per prompt",
        Assert.Throws<UserException>(() => Presets.Resolve("grpo", Context with { SamplesPerPrompt = 1 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Formula_of_dapo_reads_as_the_paper() => Assert.Equal(
        """
        maximise  1/Σ_i|o_i| · Σ_i Σ_t [min(ρ_t·A_i, clip(ρ_t, 0.8, 1.28)·A_i)]
        with      ρ_t = π(o_t) / π_old(o_t)
                  A_i = (r_i − mean(r)) / (std_n−1(r) + 1e-06)
                  r_i = score − 1·clip((|o_i| − 16384) / 4096, 0, 1)
        keeping   groups with 0 < accuracy < 1, refilled up to 10 times
        """,
        Presets.Resolve("dapo", Context).Formula());

    [Fact]
    public void Formula_of_grpo_shows_the_divergence() => Assert.Equal(
        """
        maximise  1/B · Σ_i 1/|o_i| · Σ_t [min(ρ_t·A_i, clip(ρ_t, 0.8, 1.2)·A_i) − 0.04·(π_ref/π − log(π_ref/π) − 1)]
        with      ρ_t = π(o_t) / π_old(o_t)
                  A_i = (r_i − mean(r)) / (std_n−1(r) + 1e-06)
                  r_i = score
                  B = completions in the step
        """,
        Presets.Resolve("grpo", Context).Formula());

    [Fact]
    public void Formula_of_rloo_with_a_divergence_in_the_reward_shows_it_there() => Assert.Equal(
        """
        maximise  1/B · Σ_i Σ_t [A_i·log π(o_t)]
        with      A_i = r_i − mean of the other r
                  r_i = score − Σ_t 0.05·log(π/π_ref)
                  B = completions in the step
        """,
        Presets.Resolve("rloo", Context, new ObjectiveOverrides
        {
            Divergence = DivergenceEstimator.K1,
            DivergencePlace = DivergencePlace.Reward,
            DivergenceCoefficient = 0.05,
        }).Formula());
}
