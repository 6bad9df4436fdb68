namespace Ponder.Models.Rope;

/// <summary>Parameters of a rotary scaling kind; what a kind does not name is ignored by it.</summary>
public sealed record RopeScaling
{
    /// <summary>The kind.</summary>
    /// <value>Default: no scaling.</value>
    public RopeKind Kind { get; init; } = RopeKind.Default;

    /// <summary>Linear, Llama 3, YaRN: how much longer the context becomes; more than 0.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Llama 3: waves longer than the original context divided by this are divided.</summary>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Llama 3: waves shorter than the original context divided by this are kept; more than the low factor.</summary>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>Llama 3, YaRN: context length of the unscaled model.</summary>
    public int OriginalContext { get; init; } = 8192;

    /// <summary>YaRN: rotations within the original context above which a frequency is kept.</summary>
    public double BetaFast { get; init; } = 32;

    /// <summary>YaRN: rotations within the original context below which a frequency is divided.</summary>
    public double BetaSlow { get; init; } = 1;

    /// <summary>YaRN: whether the ends of the ramp are rounded to whole channels.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>
    /// YaRN, divisors: factor on cos and sin; null: 0.1 ln(<see cref="Factor"/>) + 1 for YaRN, 1 for divisors.
    /// </summary>
    public double? AttentionFactor { get; init; }

    /// <summary>Divisors: one per pair of channels.</summary>
    public IReadOnlyList<float> Divisors { get; init; } = [];

    /// <summary>No scaling.</summary>
    public static RopeScaling None { get; } = new();

    /// <summary>What is wrong with the parameters, for heads of the given width; empty when nothing is.</summary>
    public IEnumerable<string> Problems(int headWidth)
    {
        if (Kind is RopeKind.Linear or RopeKind.Llama3 or RopeKind.Yarn && !(Factor > 0 && double.IsFinite(Factor)))
        {
            yield return $"the rope scaling factor is {Factor}, expected more than 0";
        }

        if (Kind is RopeKind.Llama3 or RopeKind.Yarn && OriginalContext < 1)
        {
            yield return $"the original context of the rope scaling is {OriginalContext}, expected at least 1";
        }

        if (Kind == RopeKind.Llama3 && !(LowFrequencyFactor > 0 && HighFrequencyFactor > LowFrequencyFactor))
        {
            yield return $"the rope frequency factors are low {LowFrequencyFactor} and high {HighFrequencyFactor}, expected 0 < low < high";
        }

        if (Kind == RopeKind.Divisors && Divisors.Count != headWidth / 2)
        {
            yield return $"there are {Divisors.Count} rope divisors, expected {headWidth / 2}: one per pair of channels";
        }

        if (Kind == RopeKind.Divisors && Divisors.Any(d => !(d > 0 && float.IsFinite(d))))
        {
            yield return "a rope divisor is not a positive number";
        }
    }
}
