using Ponder.Tensors;

namespace Ponder.Cli.Bench;

/// <summary>A row of <c>bench attention</c>. Shapes: H query heads, G key/value heads, K head width.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Heads">H.</param>
/// <param name="KvHeads">G.</param>
/// <param name="Width">K.</param>
/// <param name="Lengths">Tokens of each sequence, or of each segment.</param>
/// <param name="Parents">Which segment each one continues, −1 for none; null where sequences share nothing.</param>
/// <param name="Precision">Of the operands of products, in the fast mode.</param>
public sealed record AttentionCase(string Name, int Heads, int KvHeads, int Width, int[] Lengths, long[]? Parents, LinearPrecision Precision)
{
    /// <summary>
    /// The bench's small model, SmolLM2's heads in training and in a long text, sequences of 40 to 512 tokens, and groups of eight short answers to
    /// prompts of 150 tokens of which 130 are common to all.
    /// </summary>
    public static IReadOnlyList<AttentionCase> All { get; } =
    [
        .. from shape in Shapes
           from precision in new[] { ("fp32", LinearPrecision.Float32), ("bf16", LinearPrecision.BFloat16) }
           select new AttentionCase($"attention/{shape.Name}/{precision.Item1}", shape.H, shape.G, shape.K, shape.Lengths, shape.Parents, precision.Item2),
    ];

    /// <summary>
    /// Operations of a forward and a backward pass: two products forward and four backward over the keys that each query sees; what the backward pass
    /// computes again does not count.
    /// </summary>
    public double Flops
    {
        get
        {
            var seen = 0.0;
            var ends = new long[Lengths.Length];
            for (var i = 0; i < Lengths.Length; i++)
            {
                var first = Parents is { } parents && parents[i] >= 0 ? ends[parents[i]] : 0;
                ends[i] = first + Lengths[i];
                seen += ((double)first * Lengths[i]) + (Lengths[i] * (Lengths[i] + 1.0) / 2);
            }

            return 6 * 2 * seen * Heads * Width;
        }
    }

    private static IEnumerable<(string Name, int H, int G, int K, int[] Lengths, long[]? Parents)> Shapes =>
    [
        ("small", 8, 8, 32, [.. Enumerable.Repeat(256, 32)], null),
        ("smollm2", 9, 3, 64, [.. Enumerable.Repeat(512, 4)], null),
        ("long", 9, 3, 64, [2048], null),
        ("ragged", 8, 8, 64, [.. Enumerable.Range(0, 16).Select(i => 40 + (i * 472 / 15))], null),
        ("groups", 9, 3, 64, [130, .. Enumerable.Range(0, 8).SelectMany(_ => (int[])[20, .. Enumerable.Repeat(24, 8)])],
            [-1, .. Enumerable.Range(0, 8).SelectMany(p => (long[])[0, .. Enumerable.Repeat(1L + (9 * p), 8)])]),
    ];
}
