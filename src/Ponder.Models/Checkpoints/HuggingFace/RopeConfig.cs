using System.Text.Json.Nodes;
using Ponder.Models.Rope;
using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.HuggingFace;

/// <summary>
/// Rotary parameters of <c>config.json</c>: <c>rope_scaling</c> where it is not null, else <c>rope_parameters</c>; the kind is
/// <c>rope_type</c>, else <c>type</c>; the base is the one inside the dictionary, else the top-level <c>rope_theta</c>.
/// </summary>
public static class RopeConfig
{
    /// <summary>Reads base and scaling.</summary>
    /// <param name="config">The whole configuration.</param>
    /// <param name="defaultTheta">The family's base.</param>
    /// <param name="headWidth">Head width K.</param>
    /// <param name="context"><c>max_position_embeddings</c>.</param>
    /// <exception cref="CheckpointException">A key is missing or wrong, or the kind is not supported.</exception>
    public static (double Theta, RopeScaling Scaling) Read(ConfigReader config, double defaultTheta, int headWidth, int context)
    {
        ArgumentNullException.ThrowIfNull(config);
        var rope = config.Section("rope_scaling") ?? config.Section("rope_parameters");
        var theta = rope?.NumberOf("rope_theta") ?? config.NumberOf("rope_theta") ?? defaultTheta;
        var partial = rope?.NumberOf("partial_rotary_factor") ?? config.NumberOf("partial_rotary_factor") ?? 1;
        if (partial != 1)
        {
            throw config.Fault("partial_rotary_factor", $"is {partial}, expected 1 in this family");
        }

        if (rope is null)
        {
            return (theta, RopeScaling.None);
        }

        const string originalKey = "original_max_position_embeddings";
        var original = config.IntegerOf(originalKey) ?? rope.IntegerOf(originalKey) ?? context;
        var kind = rope.TextOf("rope_type") ?? rope.TextOf("type") ?? "default";
        return (theta, kind switch
        {
            "default" => RopeScaling.None,
            "linear" => new RopeScaling { Kind = RopeKind.Linear, Factor = Factor(rope) },
            "llama3" => new RopeScaling
            {
                Kind = RopeKind.Llama3,
                Factor = Factor(rope),
                LowFrequencyFactor = rope.NumberOf("low_freq_factor") ?? throw rope.Fault("low_freq_factor", "is missing"),
                HighFrequencyFactor = rope.NumberOf("high_freq_factor") ?? throw rope.Fault("high_freq_factor", "is missing"),
                OriginalContext = original,
            },
            "yarn" => Yarn(rope, original, context),
            "longrope" => LongRope(rope, original, context),
            _ => throw rope.Fault("rope_type", $"is '{kind}', expected default, linear, llama3, yarn or longrope"),
        });
    }

    /// <summary>The dictionary of a scaling for <c>rope_scaling</c>; null when there is none.</summary>
    public static JsonNode? Write(RopeScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return scaling.Kind switch
        {
            RopeKind.Default => null,
            RopeKind.Linear => new JsonObject { ["rope_type"] = "linear", ["factor"] = scaling.Factor },
            RopeKind.Llama3 => new JsonObject
            {
                ["rope_type"] = "llama3",
                ["factor"] = scaling.Factor,
                ["low_freq_factor"] = scaling.LowFrequencyFactor,
                ["high_freq_factor"] = scaling.HighFrequencyFactor,
                ["original_max_position_embeddings"] = scaling.OriginalContext,
            },
            RopeKind.Yarn => new JsonObject
            {
                ["rope_type"] = "yarn",
                ["factor"] = scaling.Factor,
                ["original_max_position_embeddings"] = scaling.OriginalContext,
                ["beta_fast"] = scaling.BetaFast,
                ["beta_slow"] = scaling.BetaSlow,
                ["truncate"] = scaling.Truncate,
                ["attention_factor"] = RopeFrequencies.AttentionFactor(scaling),
            },

            // Hugging Face has no key for divisors alone; LongRoPE with the same list for short and long means just that.
            _ => new JsonObject
            {
                ["rope_type"] = "longrope",
                ["factor"] = 1.0,
                ["attention_factor"] = RopeFrequencies.AttentionFactor(scaling),
                ["short_factor"] = List(scaling.Divisors),
                ["long_factor"] = List(scaling.Divisors),
            },
        };
    }

    private static double Factor(ConfigReader rope) => rope.NumberOf("factor") ?? throw rope.Fault("factor", "is missing");

    private static RopeScaling Yarn(ConfigReader rope, int original, int context)
    {
        var factor = rope.NumberOf("factor") ?? (double)context / original;
        var attention = rope.NumberOf("attention_factor");
        if (attention is null && rope.NumberOf("mscale") is { } m and not 0 && rope.NumberOf("mscale_all_dim") is { } all and not 0)
        {
            attention = Magnitude(factor, m) / Magnitude(factor, all);
        }

        return new RopeScaling
        {
            Kind = RopeKind.Yarn,
            Factor = factor,
            OriginalContext = original,
            BetaFast = rope.NumberOf("beta_fast") is { } fast and not 0 ? fast : 32,
            BetaSlow = rope.NumberOf("beta_slow") is { } slow and not 0 ? slow : 1,
            Truncate = rope.FlagOf("truncate") ?? true,
            AttentionFactor = attention,
        };
    }

    private static double Magnitude(double scale, double m) => scale <= 1 ? 1 : (0.1 * m * Math.Log(scale)) + 1;

    // Only the case in which the length of the sequence does not matter.
    private static RopeScaling LongRope(ConfigReader rope, int original, int context)
    {
        var (shorter, longer) = (rope.NumbersOf("short_factor"), rope.NumbersOf("long_factor"));
        if (shorter is null || longer is null || !shorter.SequenceEqual(longer))
        {
            throw rope.Fault(
                "short_factor", "and long_factor must be equal lists: frequencies that change with the length are not supported");
        }

        var factor = rope.NumberOf("factor") ?? (double)context / original;
        return new RopeScaling
        {
            Kind = RopeKind.Divisors,
            Divisors = [.. shorter.Select(d => (float)d)],
            AttentionFactor = rope.NumberOf("attention_factor")
                ?? (factor <= 1 ? 1 : Math.Sqrt(1 + (Math.Log(factor) / Math.Log(original)))),
        };
    }

    private static JsonArray List(IEnumerable<float> values) => new([.. values.Select(v => (JsonNode)(double)v)]);
}
