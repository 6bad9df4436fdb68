using Ponder.Models.Rope;

namespace Ponder.Models.Llama;

/// <summary>
/// Sizes and constants of a Llama model (Touvron et al. 2023, arXiv:2302.13971; Llama 3, arXiv:2407.21783): pre-norm decoder,
/// grouped-query attention with rotary positions, SwiGLU.
/// </summary>
public sealed record LlamaOptions
{
    /// <summary>Number of token ids, V.</summary>
    /// <value>At least 1.</value>
    public required int Vocabulary { get; init; }

    /// <summary>Model width, D.</summary>
    /// <value>At least 1.</value>
    public required int Width { get; init; }

    /// <summary>Number of layers.</summary>
    /// <value>At least 1.</value>
    public required int Layers { get; init; }

    /// <summary>Query heads, H.</summary>
    /// <value>At least 1.</value>
    public required int Heads { get; init; }

    /// <summary>Key/value heads, G.</summary>
    /// <value>A divisor of <see cref="Heads"/>.</value>
    public required int KvHeads { get; init; }

    /// <summary>Head width, K; H·K need not be the model width.</summary>
    /// <value>Even, at least 2.</value>
    public required int HeadWidth { get; init; }

    /// <summary>Inner width of the feed-forward, F.</summary>
    /// <value>At least 1.</value>
    public required int FeedForward { get; init; }

    /// <summary>Positions that the model is meant for.</summary>
    /// <value>Default 2048.</value>
    public int Context { get; init; } = 2048;

    /// <summary>Added to the mean square in norms.</summary>
    /// <value>0 to 1; default 1e-6.</value>
    public double RmsEps { get; init; } = 1e-6;

    /// <summary>Base of the rotary frequencies.</summary>
    /// <value>More than 1; default 10000.</value>
    public double RopeTheta { get; init; } = 10000;

    /// <summary>Scaling of the rotary frequencies.</summary>
    /// <value>Default: none.</value>
    public RopeScaling RopeScaling { get; init; } = RopeScaling.None;

    /// <summary>Whether the head is the table of embeddings.</summary>
    public bool Tied { get; init; }

    /// <summary>Whether q, k, v and o have biases.</summary>
    public bool AttentionBias { get; init; }

    /// <summary>Whether gate, up and down have biases.</summary>
    public bool MlpBias { get; init; }

    /// <summary>Number of learnable numbers; a tied head counts once.</summary>
    public long ParameterCount
    {
        get
        {
            var (q, kv) = ((long)Heads * HeadWidth, (long)KvHeads * HeadWidth);
            var attention = (2 * q * Width) + (2 * kv * Width) + (AttentionBias ? q + (2 * kv) + Width : 0);
            var feedForward = (3L * FeedForward * Width) + (MlpBias ? (2L * FeedForward) + Width : 0);
            return ((Tied ? 1L : 2L) * Vocabulary * Width) + (Layers * (attention + feedForward + (2L * Width))) + Width;
        }
    }

    /// <summary>What is wrong with the options, each with the value and what is expected; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        var sizes = new[]
        {
            (nameof(Vocabulary), Vocabulary), (nameof(Width), Width), (nameof(Layers), Layers), (nameof(Heads), Heads),
            (nameof(KvHeads), KvHeads), (nameof(HeadWidth), HeadWidth), (nameof(FeedForward), FeedForward), (nameof(Context), Context),
        };
        foreach (var (name, value) in sizes.Where(size => size.Item2 < 1))
        {
            yield return $"{name} is {value}, expected at least 1";
        }

        if (KvHeads > 0 && Heads % KvHeads != 0)
        {
            yield return $"{nameof(KvHeads)} is {KvHeads}, expected a divisor of the {Heads} heads";
        }

        if (HeadWidth % 2 != 0)
        {
            yield return $"{nameof(HeadWidth)} is {HeadWidth}, expected an even number: rotary embeddings turn pairs of channels";
        }

        if (!(RmsEps is >= 0 and <= 1))
        {
            yield return $"{nameof(RmsEps)} is {RmsEps}, expected 0 to 1";
        }

        if (!(RopeTheta > 1 && double.IsFinite(RopeTheta)))
        {
            yield return $"{nameof(RopeTheta)} is {RopeTheta}, expected more than 1";
        }

        foreach (var problem in RopeScaling.Problems(HeadWidth))
        {
            yield return problem;
        }
    }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists everything.</exception>
    public void Validate()
    {
        var problems = Problems().ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException($"a Llama model with these sizes makes no sense: {string.Join("; ", problems)}");
        }
    }
}
