using Ponder.Inference.Requests;
using Ponder.Tensors.Random;
using Xunit;

namespace Ponder.Numerics.Tests.Inference.Reference;

/// <summary>The reference that the native sampler is compared with, itself compared with the definitions.</summary>
public class TruncationTests
{
    private static readonly float[] Five = [MathF.Log(0.4f), MathF.Log(0.1f), MathF.Log(0.3f), MathF.Log(0.05f), MathF.Log(0.15f)];

    [Theory]
    [InlineData(2, 1.0, 0.0, new[] { 0, 2 })]
    [InlineData(0, 0.6, 0.0, new[] { 0, 2 })]         // 0.4 does not reach 0.6, 0.7 does
    [InlineData(0, 0.71, 0.0, new[] { 0, 2, 4 })]
    [InlineData(0, 1e-9, 0.0, new[] { 0 })]
    [InlineData(0, 1.0, 0.3, new[] { 0, 2, 4 })]      // threshold 0.3 · 0.4 = 0.12
    [InlineData(4, 0.9, 0.2, new[] { 0, 2, 4, 1 })]   // min-p 0.08 and top-k keep 0.95; before the last token are 0.85 / 0.95 < 0.9
    [InlineData(4, 0.89, 0.2, new[] { 0, 2, 4 })]
    public void Truncation_keeps_what_the_definition_says(int topK, double topP, double minP, int[] kept)
    {
        var truncation = new Truncation(5);
        var options = new SamplingOptions { TopK = topK, TopP = topP, MinP = minP };

        Assert.True(truncation.Keep(new LogitsRow(Five, 1, 0), options));

        Assert.Equal(kept, truncation.Kept);
        double total = kept.Sum(id => Math.Exp(Five[id]));
        for (int rank = 0; rank < kept.Length; rank++)
        {
            Assert.Equal(Math.Exp(Five[kept[rank]]) / total, truncation.Probability(rank), 1e-7);
        }
    }

    [Fact]
    public void Truncation_of_a_large_vocabulary_equals_a_full_sort()
    {
        const int vocabulary = 5000;
        var truncation = new Truncation(vocabulary);
        var stream = new Philox(3);
        float[] logits = [.. Enumerable.Range(0, vocabulary).Select(i => (float)(4 * stream.UniformAt(i)) - 2)];
        int[] sorted = [.. Enumerable.Range(0, vocabulary).OrderByDescending(i => logits[i]).ThenBy(i => i)];
        double[] weights = [.. sorted.Select(i => Math.Exp(logits[i] / 0.5))];

        foreach (int k in new[] { 1, 5, 60, 200, 4999 })
        {
            truncation.Keep(new LogitsRow(logits, 2, 0), new SamplingOptions { TopK = k });
            Assert.Equal(sorted[..k], truncation.Kept);
        }
        foreach (double p in new[] { 0.001, 0.05, 0.4, 0.9, 0.999 })
        {
            truncation.Keep(new LogitsRow(logits, 2, 0), new SamplingOptions { TopP = p });
            int size = 0;
            for (double before = 0; before < p * weights.Sum(); size++)
            {
                before += weights[size];
            }
            Assert.InRange(truncation.Kept.Count(), size - 1, size + 1);
            Assert.Equal(sorted[..truncation.Kept.Count()], truncation.Kept);
        }
        truncation.Keep(new LogitsRow(logits, 2, 0), new SamplingOptions { MinP = 0.5 });
        Assert.Equal(sorted.Where((_, rank) => weights[rank] >= 0.5 * weights[0]), truncation.Kept);
    }

    [Fact]
    public void Truncation_keeps_all_ties_of_the_last_of_top_k()
    {
        var truncation = new Truncation(6);
        truncation.Keep(new LogitsRow([1, 3, 2, 2, 2, 0], 1, 0), new SamplingOptions { TopK = 2 });
        Assert.Equal([1, 2, 3, 4], truncation.Kept);
    }
}
