using System.Text.Json;
using Ponder.Inference.Requests;
using Ponder.Inference.Sampling;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

public class TokenSamplerTests
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

    [Theory]
    [InlineData(1.0, 0, 1.0, 0.0)]
    [InlineData(0.5, 0, 1.0, 0.0)]
    [InlineData(1.3, 3, 0.9, 0.1)]
    public void Draws_follow_the_distribution(double temperature, int topK, double topP, double minP)
    {
        const int draws = 20_000;
        var options = new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP };
        var sampler = new TokenSampler(5);
        float inverse = (float)(1 / temperature);
        float lse = (float)Math.Log(Five.Sum(logit => Math.Exp(logit * inverse)));
        int[] counts = new int[5];
        double[] probability = new double[5];
        var stream = new Philox(11);

        for (int i = 0; i < draws; i++)
        {
            SampledToken token = sampler.Draw(new LogitsRow(Five, inverse, lse), options, stream.UniformAt(i));
            counts[token.Id]++;
            probability[token.Id] = Math.Exp(float.IsNaN(token.LogProb) ? Five[token.Id] * inverse - lse : token.LogProb);
        }

        Assert.Equal(1, probability.Sum(), 1e-6);
        for (int id = 0; id < 5; id++)
        {
            double sigma = Math.Sqrt(draws * probability[id] * (1 - probability[id]));
            Assert.InRange(counts[id] - draws * probability[id], -5 * sigma - 1e-9, 5 * sigma + 1e-9);
        }
    }

    [Fact]
    public void Draw_at_the_ends_of_the_unit_interval_stays_among_possible_tokens()
    {
        float[] logits = new float[1000];
        Array.Fill(logits, float.NegativeInfinity);
        logits[700] = 1;
        logits[300] = 1;
        var sampler = new TokenSampler(1000);
        float lse = 1 + MathF.Log(2);

        Assert.Equal(300, sampler.Draw(new LogitsRow(logits, 1, lse), new SamplingOptions(), 0).Id);
        Assert.Equal(700, sampler.Draw(new LogitsRow(logits, 1, lse), new SamplingOptions(), Math.BitDecrement(1.0)).Id);
        Assert.Equal(700, sampler.Draw(new LogitsRow(logits, 1, lse), new SamplingOptions { TopP = 0.99 }, Math.BitDecrement(1.0)).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(512)]
    public void Greedy_takes_the_lowest_id_of_equals(int vocabulary)
    {
        var sampler = new TokenSampler(vocabulary);
        for (int first = 0; first < vocabulary; first += 7)
        {
            float[] logits = new float[vocabulary];
            for (int id = first; id < vocabulary; id += 3)
            {
                logits[id] = 2;
            }
            Assert.Equal(first, sampler.Draw(new LogitsRow(logits, 1, 0), SamplingOptions.Greedy, 0.5).Id);
        }
    }

    [Theory]
    [InlineData(-0.1, 0, 1.0, 0.0, 1)]
    [InlineData(double.NaN, 0, 1.0, 0.0, 1)]
    [InlineData(1.0, -2, 1.0, 0.0, 1)]
    [InlineData(1.0, 0, 0.0, 0.0, 1)]
    [InlineData(1.0, 0, 1.01, 0.0, 1)]
    [InlineData(1.0, 0, 1.0, 1.1, 1)]
    [InlineData(1.0, 0, 1.0, -0.1, 1)]
    [InlineData(1.0, 0, 1.0, 0.0, 0)]
    public void Options_out_of_range_are_refused(double temperature, int topK, double topP, double minP, int tokens)
    {
        var options = new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, MaxNewTokens = tokens };
        Assert.Throws<UserException>(options.Validate);
    }

    [SharedFact("golden", "sampling", "vllm.jsonl")]
    public void Sampler_agrees_with_the_golden_rows_of_vllm()
    {
        int rows = 0;
        foreach (string line in File.ReadLines(SharedFolder.Find("golden", "sampling", "vllm.jsonl")!))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            Dictionary<string, double> p = row.GetProperty("params").EnumerateObject()
                .Where(e => e.Value.ValueKind == JsonValueKind.Number).ToDictionary(e => e.Name, e => e.Value.GetDouble());
            if (row.GetProperty("params").EnumerateObject().Any(e => e.Name is not ("temperature" or "top_k" or "top_p" or "min_p"))
                || row.TryGetProperty("borderline", out JsonElement borderline) && borderline.GetBoolean()
                || row.TryGetProperty("tie_at_threshold", out JsonElement tie) && tie.GetBoolean())
            {
                continue;
            }
            Check(row, new SamplingOptions
            {
                Temperature = p.GetValueOrDefault("temperature", 1),
                TopK = (int)p.GetValueOrDefault("top_k"),
                TopP = p.GetValueOrDefault("top_p", 1),
                MinP = p.GetValueOrDefault("min_p"),
            });
            rows++;
        }
        Assert.InRange(rows, 60, int.MaxValue);
    }

    private static void Check(JsonElement row, SamplingOptions options)
    {
        float[] logits = [.. row.GetProperty("input").EnumerateArray()
            .Select(e => e.ValueKind == JsonValueKind.Number ? e.GetSingle() : float.NegativeInfinity)];
        string id = $"row {row.GetProperty("id")} {row.GetProperty("params")}";
        float inverse = (float)(1 / options.EffectiveTemperature);
        float lse = (float)Math.Log(logits.Sum(x => Math.Exp((double)x * inverse)));
        var line = new LogitsRow(logits, inverse, lse);
        if (options.IsGreedy)
        {
            Assert.True(row.GetProperty("greedy_id").GetInt32() == new TokenSampler(logits.Length).Draw(line, options, 0.3).Id, id);
            return;
        }
        if (row.GetProperty("probs").ValueKind == JsonValueKind.String)
        {
            Assert.False(float.IsFinite(lse), id);
            return;
        }
        int[] kept = [.. row.GetProperty("kept").EnumerateArray().Select(e => e.GetInt32())];
        double[] expected = [.. row.GetProperty("probs").EnumerateArray().Select(e => e.GetDouble())];
        var truncation = new Truncation(logits.Length);
        if (!truncation.Keep(line, options))
        {
            Assert.True(kept.Length == logits.Count(float.IsFinite), id);
            return;
        }
        int[] got = [.. truncation.Kept];
        Assert.True(kept.Order().SequenceEqual(got.Order()), $"{id}: kept {string.Join(' ', got)}, expected {string.Join(' ', kept)}");
        for (int rank = 0; rank < got.Length; rank++)
        {
            double want = expected[got[rank]];
            Assert.True(Math.Abs(truncation.Probability(rank) - want) <= 1e-6 + 1e-5 * want, $"{id}: token {got[rank]}");
        }
    }
}
