namespace Ponder.Training.Recipes;

/// <summary>Sizes of a new Llama model with a character tokenizer.</summary>
public sealed record NewModelRecipe
{
    /// <summary>Width of the residual stream.</summary>
    public required int Width { get; init; }

    /// <summary>Number of decoder layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; divides <see cref="Heads"/>.</summary>
    public required int KvHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Width of the feed-forward part.</summary>
    public required int FeedForward { get; init; }

    /// <summary>Longest sequence.</summary>
    public required int Context { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    public required double RopeTheta { get; init; }

    /// <summary>Whether the head is the embedding.</summary>
    public required bool Tied { get; init; }

    /// <summary>Standard deviation of the initial weights.</summary>
    public required double InitStd { get; init; }

    /// <summary>The characters of the tokenizer, besides padding, beginning and end.</summary>
    public required string Alphabet { get; init; }

    /// <summary>Further tokens of the tokenizer, each written as one: <c>&lt;think&gt;</c>, <c>&lt;/think&gt;</c>.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    internal static NewModelRecipe Read(Section section)
    {
        var width = section.Whole("width", null, 1);
        var heads = section.Whole("heads", Math.Max(1, width / 32), 1);
        var kvHeads = section.Whole("kv_heads", heads, 1);
        if (heads % kvHeads != 0)
        {
            throw section.Error("kv_heads", $"{kvHeads} does not divide heads ({heads}).");
        }
        var given = section.Has("head_width");
        if (!given && width % (2 * heads) != 0)
        {
            throw section.Error(
                "width", $"{width} does not fall into {heads} heads of an even width; take a multiple of {2 * heads}, another number of heads, or write head_width.");
        }
        var headWidth = section.Whole("head_width", width / heads, 1);
        return headWidth % 2 != 0
            ? throw section.Error("head_width", $"{headWidth} is odd; rotary embeddings turn pairs of channels.")
            : new NewModelRecipe
            {
                Width = width,
                Layers = section.Whole("layers", null, 1),
                Heads = heads,
                KvHeads = kvHeads,
                HeadWidth = headWidth,
                FeedForward = section.Whole("ffn", (width * 11 / 4 + 15) / 16 * 16, 1),
                Context = section.Whole("context", 512, 2),
                RopeTheta = section.Number("rope_theta", 10000, 1),
                Tied = section.Flag("tied", true),
                InitStd = section.Number("init_std", 0.02, 0, 1),
                Alphabet = section.Text("alphabet"),
                Tokens = section.Texts("tokens", []),
            };
    }
}
