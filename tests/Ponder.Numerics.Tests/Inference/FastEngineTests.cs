using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>The fast decode step against the model that is trained: within the stated bound, whatever the batch.</summary>
public class FastEngineTests : LeakCheckedTest
{
    private const int Vocabulary = 97;

    [Theory]
    [InlineData(64, 512, 64, true, 3)]
    [InlineData(5, 7, 64, false, 3)]      // chunks of prompts, groups that wait
    [InlineData(8, 16, 9, true, 2)]       // preemption
    [InlineData(64, 512, 64, false, 6)]   // one head of keys for each of queries
    [InlineData(1, 40, 64, true, 1)]      // one sequence at a time, all queries share their keys
    public async Task Engine_fast_log_probs_stay_near_the_trainers(int maxSequences, int maxRows, int blocks, bool tied, int kvHeads)
    {
        using LlamaModel model = NewModel(tied, kvHeads);
        using Engine engine = Engine.Create(
            model, null, new EngineOptions { MaxSequences = maxSequences, MaxRows = maxRows, Blocks = blocks, Threads = 2, Fast = true });
        (double mean, double largest) = await Distance(model, engine, 7);
        Assert.InRange(largest, 0, 0.3);
        Assert.InRange(mean, 0, 0.02);
    }

    [Theory]
    [InlineData(64, 512, 64, true, 3)]
    [InlineData(5, 7, 64, false, 3)]      // chunks of prompts, groups that wait
    [InlineData(8, 16, 9, true, 2)]       // preemption
    [InlineData(40, 512, 64, false, 6)]   // tiles of several sizes, one head of keys for each of queries
    [InlineData(1, 200, 64, true, 1)]     // one sequence at a time, prompts of more than one tile of attention
    public async Task Engine_fast_log_probs_in_fp32_are_the_trainers_but_for_the_order_of_sums(int maxSequences, int maxRows, int blocks, bool tied, int kvHeads)
    {
        using LlamaModel model = NewModel(tied, kvHeads, LinearPrecision.Float32);
        using Engine engine = Engine.Create(
            model, null, new EngineOptions { MaxSequences = maxSequences, MaxRows = maxRows, Blocks = blocks, Threads = 2, Fast = true });
        (_, double largest) = await Distance(model, engine, 7);
        Assert.InRange(largest, 0, EngineOptions.FastLogProbBound(LinearPrecision.Float32) / 2);
    }

    [Theory]
    [InlineData("avx512")]   // without AMX tiles
    [InlineData("avx2")]     // no bf16 products: the exact decoder with merged projections
    public async Task Engine_fast_stays_near_the_trainers_with_other_instruction_sets(string isa)
    {
        try
        {
            NativeLibraryHost.SetIsa(isa);
        }
        catch (NativeException)
        {
            return; // this CPU lacks it
        }
        try
        {
            using LlamaModel model = NewModel(tied: false, kvHeads: 2);
            foreach (bool int8 in new[] { false, true })
            {
                using Engine engine = Engine.Create(model, null, new EngineOptions { Blocks = 64, MaxSequences = 9, Threads = 2, Fast = true, Int8Weights = int8 });
                (double mean, double largest) = await Distance(model, engine, 6);
                Assert.InRange(mean, 0, int8 ? 0.08 : 0.02);
                Assert.InRange(largest, 0, int8 ? 1 : 0.3);
            }
        }
        finally
        {
            NativeLibraryHost.SetIsa(null);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task Engine_int8_weights_act_as_the_numbers_that_they_stand_for(int maxSequences)
    {
        using LlamaModel model = NewModel(tied: false, kvHeads: 2);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Value.Rank == 2 && !parameter.Name.Contains("embed", StringComparison.Ordinal)))
        {
            RoundRows(parameter.Value);
        }
        using Engine engine = Engine.Create(model, null, new EngineOptions { MaxSequences = maxSequences, Blocks = 64, Threads = 2, Int8Weights = true });
        (double mean, double largest) = await Distance(model, engine, 6);
        Assert.InRange(largest, 0, 0.3);
        Assert.InRange(mean, 0, 0.02);
    }

    [Theory]
    [InlineData(LinearPrecision.BFloat16)]
    [InlineData(LinearPrecision.Float32)]
    public async Task Engine_fast_completions_do_not_depend_on_threads(LinearPrecision precision)
    {
        using LlamaModel model = NewModel(tied: true, kvHeads: 3, precision);
        GenerationRequest[] requests = [.. Requests(5)];
        var all = new List<string>();
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using Engine engine = Engine.Create(model, null, new EngineOptions { Blocks = 64, Threads = threads, Fast = true });
            IReadOnlyList<IReadOnlyList<GenerationResult>> results = await engine.GenerateAsync(requests);
            all.Add(string.Join('|', results.SelectMany(group => group).Select(r => string.Join(',', r.Tokens) + ":" + string.Join(',', LlamaEngineTests.Bits(r.LogProbs)))));
        }
        Assert.Single(all.Distinct());
    }

    private static async Task<(double Mean, double Largest)> Distance(LlamaModel model, Engine engine, int count)
    {
        var distances = new List<double>();
        GenerationRequest[] requests = [.. Requests(count)];
        IReadOnlyList<IReadOnlyList<GenerationResult>> results = await engine.GenerateAsync(requests);
        foreach ((GenerationRequest request, IReadOnlyList<GenerationResult> group) in requests.Zip(results))
        {
            float[][] trained = LlamaEngineTests.TrainedLogProbs(model, request, group);
            distances.AddRange(group.Zip(trained).SelectMany(pair => pair.First.LogProbs.Zip(pair.Second)).Select(pair => (double)Math.Abs(pair.First - pair.Second)));
        }
        Assert.InRange(distances.Count, 300, int.MaxValue);
        return (distances.Average(), distances.Max());
    }

    private static LlamaModel NewModel(bool tied, int kvHeads, LinearPrecision precision = LinearPrecision.BFloat16)
    {
        LlamaModel model = LlamaModel.New(
            new LlamaOptions
            {
                Vocabulary = Vocabulary,
                Width = 72,
                Layers = 3,
                Heads = 6,
                KvHeads = kvHeads,
                HeadWidth = 32,
                FeedForward = 76,
                Context = 300,
                RmsEps = 1e-5,
                Tied = tied,
                AttentionBias = !tied,
                MlpBias = !tied,
            },
            seed: 7, std: 0.12);
        model.Precision = precision;
        // Biases and norms begin at 0 and 1: give them values, so that their place matters.
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Value.Rank == 1))
        {
            Philox stream = Philox.Named(7, parameter.Name);
            Span<float> values = parameter.Value.Data<float>();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += (float)(0.2 * stream.UniformAt(i));
            }
        }
        return model;
    }

    private static void RoundRows(Tensor weight)
    {
        (int rows, int columns) = weight.Shape;
        Span<float> values = weight.Data<float>();
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = values.Slice(i * columns, columns);
            float largest = 0;
            foreach (float x in row)
            {
                largest = Math.Max(largest, Math.Abs(x));
            }
            // A power of two, so that bf16 holds the products of scale and integer.
            float scale = (float)Math.Pow(2, Math.Ceiling(Math.Log2(largest / 127)));
            for (int j = 0; j < columns; j++)
            {
                row[j] = scale * MathF.Round(row[j] / scale);
            }
            row[0] = 127 * scale;
        }
    }

    private static IEnumerable<GenerationRequest> Requests(int count) => Enumerable.Range(0, count).Select(i => new GenerationRequest
    {
        Prompt = [.. Enumerable.Range(0, 1 + (53 * i % 160)).Select(j => (i * 13 + j * j) % Vocabulary)],
        Samples = 1 + (5 * i % 7),
        Key = new SampleKey(42, 1, i),
        Sampling = new SamplingOptions { MaxNewTokens = 40 + (29 * i % 60), Temperature = i % 3 == 0 ? 0.7 : 1 },
    });
}
