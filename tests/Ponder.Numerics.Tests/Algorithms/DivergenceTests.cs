using Ponder.Algorithms.Divergences;
using Xunit;

namespace Ponder.Numerics.Tests.Algorithms;

public sealed class DivergenceTests
{
    [Theory]
    [InlineData(-1, -1.5, 0.5, 0.125, 0.106531)]
    [InlineData(-1.5, -1, -0.5, 0.125, 0.148721)]
    [InlineData(-8, -1, -7, 24.5, 1088.633158)]
    public void Estimators_have_their_known_values(double logp, double reference, double k1, double k2, double k3)
    {
        Assert.Equal(k1, Of(DivergenceEstimator.K1).At(logp, reference), 1e-6);
        Assert.Equal(k2, Of(DivergenceEstimator.K2).At(logp, reference), 1e-6);
        Assert.Equal(k3, Of(DivergenceEstimator.K3).At(logp, reference), 1e-6);
    }

    [Theory]
    [InlineData(1e-4, 5.0001666708e-9)]
    [InlineData(-1e-4, 4.9998333375e-9)]
    [InlineData(1e-8, 5e-17)]
    public void K3_of_a_tiny_difference_keeps_its_digits(double d, double expected) =>
        Assert.Equal(1, Of(DivergenceEstimator.K3).At(0, d) / expected, 1e-6);

    // π = (.6, .3, .1), ref = (.4, .4, .2): the mean over π of k1 and of k3 is the divergence itself.
    [Fact]
    public void K1_and_k3_are_unbiased_under_exact_enumeration()
    {
        double[] policy = [0.6, 0.3, 0.1], reference = [0.4, 0.4, 0.2];
        var exact = policy.Zip(reference, (p, q) => p * Math.Log(p / q)).Sum();

        double Expectation(DivergenceEstimator estimator) =>
            policy.Zip(reference, (p, q) => p * Of(estimator).At(Math.Log(p), Math.Log(q))).Sum();

        Assert.Equal(exact, Expectation(DivergenceEstimator.K1), 1e-14);
        Assert.Equal(exact, Expectation(DivergenceEstimator.K3), 1e-14);
    }

    [Fact]
    public void Charge_takes_the_summed_estimate_off_the_reward()
    {
        var rollout = Samples.Scored(1, 1, length: 2);   // log-probs −0.1, −0.2

        var charged = Of(DivergenceEstimator.K1, 0.5).Charge(rollout, [-0.3f, -0.2f]);

        Assert.Equal(1 - 0.5 * 0.2, charged.Reward, 1e-6);
        Assert.Equal(1, charged.Score);
        Assert.Throws<ArgumentException>(() => Of(DivergenceEstimator.K1).Charge(rollout, [-0.3f]));
    }

    private static Divergence Of(DivergenceEstimator estimator, double coefficient = 1) =>
        new() { Estimator = estimator, Place = DivergencePlace.Loss, Coefficient = coefficient };
}
