namespace Ponder.Models.Rope;

/// <summary>
/// Inverse frequencies of rotary embeddings (Su et al. 2021, arXiv:2104.09864): θ_j = base^(−2j/K), j = 0 … K/2−1, changed by
/// the scaling kind.
/// </summary>
public static class RopeFrequencies
{
    /// <summary>The inverse frequencies, radians per position.</summary>
    /// <param name="theta">The base.</param>
    /// <param name="headWidth">Head width K, even.</param>
    /// <param name="scaling">The scaling.</param>
    public static float[] Inverse(double theta, int headWidth, RopeScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        var inverse = new float[headWidth / 2];
        for (var j = 0; j < inverse.Length; j++)
        {
            inverse[j] = (float)Scale(Math.Pow(theta, -2.0 * j / headWidth), j, theta, headWidth, scaling);
        }

        return inverse;
    }

    /// <summary>The factor on cos and sin.</summary>
    public static double AttentionFactor(RopeScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return scaling.Kind switch
        {
            RopeKind.Yarn => scaling.AttentionFactor ?? (scaling.Factor <= 1 ? 1 : (0.1 * Math.Log(scaling.Factor)) + 1),
            RopeKind.Divisors => scaling.AttentionFactor ?? 1,
            _ => 1,
        };
    }

    private static double Scale(double frequency, int j, double theta, int headWidth, RopeScaling scaling) => scaling.Kind switch
    {
        RopeKind.Default => frequency,
        RopeKind.Linear => frequency / scaling.Factor,
        RopeKind.Llama3 => Llama3(frequency, scaling),
        RopeKind.Yarn => Yarn(frequency, j, theta, headWidth, scaling),
        RopeKind.Divisors => frequency / scaling.Divisors[j],
        _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling.Kind, "unknown rope scaling"),
    };

    private static double Llama3(double frequency, RopeScaling scaling)
    {
        var wavelength = 2 * Math.PI / frequency;
        if (wavelength < scaling.OriginalContext / scaling.HighFrequencyFactor)
        {
            return frequency;
        }

        if (wavelength > scaling.OriginalContext / scaling.LowFrequencyFactor)
        {
            return frequency / scaling.Factor;
        }

        var smooth = ((scaling.OriginalContext / wavelength) - scaling.LowFrequencyFactor)
            / (scaling.HighFrequencyFactor - scaling.LowFrequencyFactor);
        return ((1 - smooth) * frequency / scaling.Factor) + (smooth * frequency);
    }

    private static double Yarn(double frequency, int j, double theta, int headWidth, RopeScaling scaling)
    {
        // The channel whose wave turns `rotations` times within the original context.
        double Channel(double rotations) =>
            headWidth * Math.Log(scaling.OriginalContext / (2 * Math.PI * rotations)) / (2 * Math.Log(theta));

        var (low, high) = (Channel(scaling.BetaFast), Channel(scaling.BetaSlow));
        if (scaling.Truncate)
        {
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        }

        (low, high) = (Math.Max(low, 0), Math.Min(high, headWidth - 1));
        if (low == high)
        {
            high += 0.001;
        }

        var ramp = Math.Clamp((j - low) / (high - low), 0, 1);
        return (frequency / scaling.Factor * ramp) + (frequency * (1 - ramp));
    }
}
