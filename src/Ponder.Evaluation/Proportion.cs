namespace Ponder.Evaluation;

/// <summary>A share of successes with its 95 % confidence interval (Wilson 1927, score interval without continuity correction).</summary>
/// <param name="Successes">Number of successes.</param>
/// <param name="Total">Number of trials.</param>
public readonly record struct Proportion(long Successes, long Total)
{
    /// <summary>The 0.975 quantile of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Successes over trials; 0 without trials.</summary>
    public double Value => Total == 0 ? 0 : (double)Successes / Total;

    /// <summary>Lower end of the interval; 0 without trials.</summary>
    public double Low => Total == 0 ? 0 : Math.Max(0, Centre - Half);

    /// <summary>Upper end of the interval; 1 without trials.</summary>
    public double High => Total == 0 ? 1 : Math.Min(1, Centre + Half);

    private double Denominator => 1 + Z * Z / Total;

    private double Centre => (Value + Z * Z / (2 * Total)) / Denominator;

    private double Half => Z / Denominator * Math.Sqrt(Value * (1 - Value) / Total + Z * Z / (4.0 * Total * Total));

    /// <summary><c>97.3 % [96.1, 98.1]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{100 * Value:0.0} % [{100 * Low:0.0}, {100 * High:0.0}]");
}
