using System.Text.Json;
using Ponder.Inference.Requests;
using Ponder.Inference.Sampling;
using Ponder.Numerics.Tests.Inference.Reference;
using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

public class TokenSamplerTests
{
    private static readonly float[] Five = [MathF.Log(0.4f), MathF.Log(0.1f), MathF.Log(0.3f), MathF.Log(0.05f), MathF.Log(0.15f)];

    public static TheoryData<int, SamplingOptions> Cases()
    {
        var data = new TheoryData<int, SamplingOptions>();
        foreach (int vocabulary in new[] { 1, 5, 16, 63, 512, 513, 5000, 49152 })
        {
            data.Add(vocabulary, new SamplingOptions());
            data.Add(vocabulary, SamplingOptions.Greedy);
            data.Add(vocabulary, new SamplingOptions { Temperature = 0.3 });
            data.Add(vocabulary, new SamplingOptions { Temperature = 2, TopK = 7 });
            data.Add(vocabulary, new SamplingOptions { TopP = 0.6 });
            data.Add(vocabulary, new SamplingOptions { Temperature = 5, TopP = 0.97 });
            data.Add(vocabulary, new SamplingOptions { MinP = 0.2 });
            data.Add(vocabulary, new SamplingOptions { TopK = 40, TopP = 0.8, MinP = 0.05 });
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_are_those_of_the_reference(int vocabulary, SamplingOptions options)
    {
        const int rows = 6, draws = 40;
        var stream = new Philox(17);
        float[] logits = new float[rows * vocabulary];
        stream.NormalInto(logits, 0, 3);
        for (int i = 3; i < logits.Length; i += 11)
        {
            logits[i] = i % vocabulary == 0 ? logits[i] : float.NegativeInfinity;   // forbidden, as by a grammar
        }
        float inverse = (float)(1 / options.EffectiveTemperature);
        var sampler = new TokenSampler();
        for (int i = 0; i < draws; i++)
        {
            sampler.Add(i % rows, options, inverse, stream.UniformAt(i));
        }

        ReadOnlySpan<SampledToken> tokens = sampler.Draw(logits, rows);

        var reference = new ReferenceSampler(vocabulary);
        int different = 0;
        for (int i = 0; i < draws; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i % rows * vocabulary, vocabulary);
            double exact = LogSumExp(row, inverse);
            Assert.Equal(exact, tokens[i].LogSumExp, 1e-5 * Math.Max(1, Math.Abs(exact)));
            Assert.True(float.IsFinite(row[tokens[i].Id]));
            (int id, float logProb) = reference.Draw(new LogitsRow(row, inverse, (float)exact), options, stream.UniformAt(i));
            if (id != tokens[i].Id)
            {
                different++;   // the number fell between the two roundings of a cumulative sum
                continue;
            }
            Assert.Equal(float.IsNaN(logProb) ? (float)((double)row[id] * inverse - exact) : logProb, tokens[i].LogProb, 2e-5);
        }
        Assert.InRange(different, 0, 1);
    }

    [Fact]
    public void Draw_depends_on_its_own_row_alone()
    {
        const int vocabulary = 3000, rows = 70;
        var stream = new Philox(5);
        float[] logits = new float[rows * vocabulary];
        stream.NormalInto(logits, 0, 2);
        SamplingOptions[] options = [new(), SamplingOptions.Greedy, new() { TopP = 0.9 }, new() { TopK = 12 }, new() { Temperature = 0.5 }];
        TokenSampler together = new(), alone = new();
        for (int row = 0; row < rows; row++)
        {
            together.Add(row, options[row % options.Length], 1, stream.UniformAt(row));
        }

        ReadOnlySpan<SampledToken> all = together.Draw(logits, rows);

        for (int row = 0; row < rows; row++)
        {
            alone.Clear();
            alone.Add(0, options[row % options.Length], 1, stream.UniformAt(row));
            Assert.Equal(all[row], alone.Draw(logits.AsSpan(row * vocabulary, vocabulary), 1)[0]);
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    public void Log_probability_has_the_bits_of_the_training_head(double temperature)
    {
        // A head of ones and hidden states of which one is not 0: the logits are the hidden state's only value times the head's row.
        const int vocabulary = 1201, rows = 5;
        var stream = new Philox(8);
        float[] head = new float[vocabulary];
        stream.NormalInto(head, 0, 4);
        float[] logits = new float[rows * vocabulary];
        var sampler = new TokenSampler();
        float inverse = (float)(1.0 / temperature);
        for (int row = 0; row < rows; row++)
        {
            for (int id = 0; id < vocabulary; id++)
            {
                logits[(row * vocabulary) + id] = (row + 1) * head[id];
            }
            sampler.Add(row, new SamplingOptions { Temperature = temperature }, inverse, stream.UniformAt(row));
        }
        ReadOnlySpan<SampledToken> tokens = sampler.Draw(logits, rows);

        using var scope = TensorScope.Enter();
        (Tensor logp, _) = F.LogProbs(
            Tensor.From([1f, 2, 3, 4, 5], rows, 1), Tensor.From(head, vocabulary, 1),
            Tensor.From([.. tokens.ToArray().Select(token => (long)token.Id)], rows), temperature, LinearPrecision.Float32);

        Assert.Equal(logp.ToArray<float>(), tokens.ToArray().Select(token => token.LogProb));
    }

    [Theory]
    [InlineData(1.0, 0, 1.0, 0.0)]
    [InlineData(0.5, 0, 1.0, 0.0)]
    [InlineData(1.3, 3, 0.9, 0.1)]
    public void Draws_follow_the_distribution(double temperature, int topK, double topP, double minP)
    {
        const int draws = 20_000;
        var options = new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP };
        float inverse = (float)(1 / temperature);
        int[] counts = new int[5];
        double[] probability = new double[5];
        var stream = new Philox(11);

        for (int i = 0; i < draws; i++)
        {
            SampledToken token = DrawOne(Five, options, inverse, stream.UniformAt(i));
            counts[token.Id]++;
            probability[token.Id] = Math.Exp(token.LogProb);
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
        Assert.Equal(300, DrawOne(logits, new SamplingOptions(), 1, 0).Id);
        Assert.Equal(700, DrawOne(logits, new SamplingOptions(), 1, Math.BitDecrement(1.0)).Id);
        Assert.Equal(700, DrawOne(logits, new SamplingOptions { TopP = 0.99 }, 1, Math.BitDecrement(1.0)).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(512)]
    public void Greedy_takes_the_lowest_id_of_equals(int vocabulary)
    {
        for (int first = 0; first < vocabulary; first += 7)
        {
            float[] logits = new float[vocabulary];
            for (int id = first; id < vocabulary; id += 3)
            {
                logits[id] = 2;
            }
            Assert.Equal(first, DrawOne(logits, SamplingOptions.Greedy, 1, 0.5).Id);
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

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Row_without_a_possible_token_gives_none(float value)
    {
        float[] logits = new float[700];
        Array.Fill(logits, float.NegativeInfinity);
        logits[650] = value;
        foreach (SamplingOptions options in new[] { new SamplingOptions(), SamplingOptions.Greedy, new SamplingOptions { TopP = 0.5 }, new SamplingOptions { TopK = 3 } })
        {
            Assert.False(DrawOne(logits, options, 1, 0.5).IsPossible);
        }
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
        if (options.IsGreedy)
        {
            Assert.True(row.GetProperty("greedy_id").GetInt32() == DrawOne(logits, options, inverse, 0.3).Id, id);
            return;
        }
        if (row.GetProperty("probs").ValueKind == JsonValueKind.String)
        {
            Assert.False(DrawOne(logits, options, inverse, 0.3).IsPossible, id);
            return;
        }
        double[] expected = [.. row.GetProperty("probs").EnumerateArray().Select(e => e.GetDouble())];
        bool truncated = options.TopK > 0 && options.TopK < logits.Length || options.TopP < 1 || options.MinP > 0;
        IEnumerable<int> kept = row.GetProperty("kept").EnumerateArray().Select(e => e.GetInt32());
        kept = truncated ? kept.OrderByDescending(token => logits[token]).ThenBy(token => token) : kept.Order();

        // In the middle of its part of the cumulative distribution every kept token is drawn, with its probability; no other is left.
        double before = 0;
        foreach (int token in kept)
        {
            double want = expected[token];
            if (want > 1e-6)
            {
                SampledToken got = DrawOne(logits, options, inverse, before + want / 2);
                Assert.True(token == got.Id, $"{id}: drew {got.Id}, expected {token}");
                Assert.True(Math.Abs(Math.Exp(got.LogProb) - want) <= 1e-6 + 1e-5 * want, $"{id}: token {token}");
            }
            before += want;
        }
        Assert.Equal(1, before, 1e-4);
    }

    private static SampledToken DrawOne(float[] logits, SamplingOptions options, float inverseTemperature, double uniform)
    {
        var sampler = new TokenSampler();
        sampler.Add(0, options, inverseTemperature, uniform);
        return sampler.Draw(logits, 1)[0];
    }

    private static double LogSumExp(ReadOnlySpan<float> logits, float inverseTemperature)
    {
        double sum = 0, max = 0;
        foreach (float logit in logits)
        {
            max = Math.Max(max, (double)logit * inverseTemperature);
        }
        foreach (float logit in logits)
        {
            sum += Math.Exp((double)logit * inverseTemperature - max);
        }
        return max + Math.Log(sum);
    }
}
