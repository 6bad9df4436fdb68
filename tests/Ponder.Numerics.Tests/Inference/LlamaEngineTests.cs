using Ponder.Inference;
using Ponder.Inference.KvCache;
using Ponder.Inference.Requests;
using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>The native decode step against the model that is trained: bit for bit in exact mode.</summary>
public class LlamaEngineTests : LeakCheckedTest
{
    private const int Vocabulary = 97;

    [Theory]
    [InlineData(LinearPrecision.Float32, 64, 512, 64, true)]
    [InlineData(LinearPrecision.Float32, 5, 7, 64, false)]     // chunks of prompts, groups that wait
    [InlineData(LinearPrecision.Float32, 8, 16, 9, true)]      // preemption
    [InlineData(LinearPrecision.BFloat16, 64, 512, 64, true)]
    [InlineData(LinearPrecision.BFloat16, 5, 7, 64, false)]
    [InlineData(LinearPrecision.BFloat16, 8, 16, 9, true)]
    public async Task Engine_log_probs_equal_the_trainers_bit_for_bit(
        LinearPrecision precision, int maxSequences, int maxRows, int blocks, bool tied)
    {
        using LlamaModel model = NewModel(precision, tied);
        using Engine engine = Engine.Create(
            model, null, new EngineOptions { MaxSequences = maxSequences, MaxRows = maxRows, Blocks = blocks, Threads = 2 });
        GenerationRequest[] requests = [.. Requests(7)];

        IReadOnlyList<IReadOnlyList<GenerationResult>> results = await engine.GenerateAsync(requests);

        int compared = 0;
        foreach ((GenerationRequest request, IReadOnlyList<GenerationResult> group) in requests.Zip(results))
        {
            if (request.Sampling.IsUntruncated)
            {
                float[][] trained = TrainedLogProbs(model, request, group);
                for (int i = 0; i < group.Count; i++)
                {
                    Assert.Equal(Bits(trained[i]), Bits(group[i].LogProbs));
                    compared += trained[i].Length;
                }
            }
        }
        Assert.InRange(compared, 500, int.MaxValue);
        Assert.True(blocks > 9 || engine.Counters.Preemptions > 0, "this case is meant to run out of blocks");
        Assert.Equal(0, engine.Counters.BlocksInUse);
    }

    [Fact]
    public async Task Engine_completions_do_not_depend_on_batch_chunks_or_threads()
    {
        using LlamaModel model = NewModel(LinearPrecision.Float32, tied: true);
        GenerationRequest[] requests = [.. Requests(6)];
        var all = new List<string>();
        foreach (EngineOptions options in new[]
        {
            new EngineOptions { MaxSequences = 1, MaxRows = 400, Blocks = 16, Threads = 1 },
            new EngineOptions { MaxSequences = 64, MaxRows = 300, Blocks = 64, Threads = 2 },
            new EngineOptions { MaxSequences = 6, MaxRows = 9, Blocks = 9, Threads = 2 },
        })
        {
            using Engine engine = Engine.Create(model, null, options);
            IReadOnlyList<IReadOnlyList<GenerationResult>> results = await engine.GenerateAsync(requests);
            all.Add(string.Join('|', results.SelectMany(group => group).Select(r => string.Join(',', r.Tokens) + ":" + string.Join(',', Bits(r.LogProbs)))));
        }
        Assert.Single(all.Distinct());
    }

    [Theory]
    [InlineData(LinearPrecision.Float32, 1e-4)]
    [InlineData(LinearPrecision.BFloat16, 0.3)]
    public async Task Engine_fast_mode_stays_within_its_bound(LinearPrecision precision, double bound)
    {
        using LlamaModel model = NewModel(precision, tied: false);
        using Engine engine = Engine.Create(model, null, new EngineOptions { Fast = true, Threads = 2, Blocks = 64 });
        foreach (GenerationRequest request in Requests(5).Where(request => request.Sampling.IsUntruncated))
        {
            IReadOnlyList<GenerationResult> group = await engine.GenerateAsync(request);
            float[][] trained = TrainedLogProbs(model, request, group);
            double largest = group.Zip(trained).SelectMany(pair => pair.First.LogProbs.Zip(pair.Second)).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.InRange(largest, 0, bound);
            Assert.InRange(bound, 0, EngineOptions.FastLogProbBound(precision));
        }
    }

    [Theory]
    [InlineData(KvAfterPublish.Recompute)]
    [InlineData(KvAfterPublish.Keep)]
    public async Task Engine_publish_in_the_middle_continues_with_the_new_weights(KvAfterPublish policy)
    {
        using LlamaModel old = NewModel(LinearPrecision.Float32, tied: true);
        using LlamaModel fresh = NewModel(LinearPrecision.Float32, tied: true, seed: 8);
        using Engine engine = Engine.Create(old, null, new EngineOptions { Blocks = 64, Threads = 2, AfterPublish = policy }, version: 3);
        var request = new GenerationRequest
        {
            Prompt = [.. Enumerable.Range(1, 70)],
            Samples = 4,
            Sampling = new SamplingOptions { MaxNewTokens = 40 },
            Key = new SampleKey(1, 2, 3),
        };
        int seen = 0;

        IReadOnlyList<GenerationResult> group = await engine.GenerateAsync(request, _ =>
        {
            if (++seen == 50)
            {
                engine.Publish(fresh, 4);
            }
        });

        float[][] before = TrainedLogProbs(old, request, group);
        float[][] after = TrainedLogProbs(fresh, request, group);
        for (int i = 0; i < group.Count; i++)
        {
            int first = Array.IndexOf(group[i].Versions, 4);
            Assert.Equal(13, first);
            Assert.Equal(Enumerable.Repeat(3, first).Concat(Enumerable.Repeat(4, 40 - first)), group[i].Versions);
            Assert.Equal(Bits(before[i][..first]), Bits(group[i].LogProbs[..first]));
            if (policy == KvAfterPublish.Recompute)
            {
                Assert.Equal(Bits(after[i][first..]), Bits(group[i].LogProbs[first..]));
            }
            else
            {
                Assert.NotEqual(Bits(after[i][first..]), Bits(group[i].LogProbs[first..]));
            }
        }
    }

    [Fact]
    public async Task Engine_weights_that_are_not_numbers_fail_the_request_and_good_ones_mend_it()
    {
        using LlamaModel good = NewModel(LinearPrecision.Float32, tied: true);
        using LlamaModel bad = NewModel(LinearPrecision.Float32, tied: true);
        bad.Parameters[0].Value.Data<float>().Fill(float.NaN);
        using Engine engine = Engine.Create(bad, null, new EngineOptions { Blocks = 8, Threads = 1 });
        var request = new GenerationRequest { Prompt = [.. Enumerable.Range(0, 90)], Samples = 2, Sampling = new SamplingOptions { MaxNewTokens = 5 } };
        await Assert.ThrowsAsync<GenerationException>(() => engine.GenerateAsync(request));

        engine.Publish(good, 1);
        IReadOnlyList<GenerationResult> group = await engine.GenerateAsync(request);

        Assert.Equal(TrainedLogProbs(good, request, group).Select(Bits), group.Select(result => Bits(result.LogProbs)));
    }

    [Theory]
    [InlineData("portable")]
    [InlineData("avx2")]
    public async Task Engine_log_probs_equal_the_trainers_with_other_instruction_sets(string isa)
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
            using LlamaModel model = NewModel(LinearPrecision.Float32, tied: true);
            using Engine engine = Engine.Create(model, null, new EngineOptions { Blocks = 32, Threads = 2, MaxSequences = 8, MaxRows = 50 });
            GenerationRequest request = Requests(3).Last();
            IReadOnlyList<GenerationResult> group = await engine.GenerateAsync(request);
            Assert.Equal(TrainedLogProbs(model, request, group).Select(Bits), group.Select(result => Bits(result.LogProbs)));
        }
        finally
        {
            NativeLibraryHost.SetIsa(null);
        }
    }

    [Fact]
    public async Task Engine_disposed_leaves_no_native_handles()
    {
        using LlamaModel model = NewModel(LinearPrecision.Float32, tied: true);
        long before = TensorMemory.LiveHandles;
        for (int i = 0; i < 3; i++)
        {
            using Engine engine = Engine.Create(model, null, new EngineOptions { Blocks = 8, Threads = 1 });
            engine.Publish(model, 1);
            engine.Publish(model, 2);
            await engine.GenerateAsync(new GenerationRequest { Prompt = [1], Sampling = new SamplingOptions { MaxNewTokens = 3 } });
            using (engine.Pack(model))
            {
                // Packed and thrown away.
            }
        }
        Assert.Equal(before, TensorMemory.LiveHandles);
    }

    [Fact]
    public void Engine_of_another_shape_refuses_the_weights()
    {
        using LlamaModel model = NewModel(LinearPrecision.Float32, tied: true);
        using LlamaModel other = NewModel(LinearPrecision.Float32, tied: false);
        using Engine engine = Engine.Create(model, null, new EngineOptions { Blocks = 8, Threads = 1 });
        Assert.Throws<ArgumentException>(() => engine.Publish(other, 1));
    }

    internal static float[][] TrainedLogProbs(LlamaModel model, GenerationRequest request, IReadOnlyList<GenerationResult> group)
    {
        using NoGrad noGrad = NoGrad.Enter();
        using TensorScope scope = TensorScope.Enter();
        int prompt = request.Prompt.Length;
        // Packed in another order than sampled, behind a sequence that has nothing to do with them.
        int[][] sequences = [[5, 4, 3, 2, 1], .. group.Reverse().Select(result => (int[])[.. request.Prompt, .. result.Tokens])];
        var rows = new List<int>();
        var targets = new List<int>();
        int start = sequences[0].Length;
        foreach (int[] sequence in sequences.Skip(1))
        {
            for (int i = prompt; i < sequence.Length; i++)
            {
                rows.Add(start + i - 1);
                targets.Add(sequence[i]);
            }
            start += sequence.Length;
        }
        (Tensor logProbs, _) = model.LogProbs(PackedBatch.From(sequences), rows, targets, request.Sampling.EffectiveTemperature);
        float[] flat = logProbs.ToArray<float>();
        var result = new float[group.Count][];
        int at = 0;
        for (int i = group.Count - 1; i >= 0; i--)
        {
            result[i] = flat[at..(at + group[i].Tokens.Length)];
            at += group[i].Tokens.Length;
        }
        return result;
    }

    internal static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static LlamaModel NewModel(LinearPrecision precision, bool tied, ulong seed = 7)
    {
        var options = new LlamaOptions
        {
            Vocabulary = Vocabulary,
            Width = 48,
            Layers = 3,
            Heads = 6,
            KvHeads = 2,
            HeadWidth = 10,
            FeedForward = 76,
            Context = 300,
            RmsEps = 1e-5,
            Tied = tied,
            AttentionBias = !tied,
            MlpBias = !tied,
        };
        LlamaModel model = LlamaModel.New(options, seed, std: 0.15);
        model.Precision = precision;
        // Biases and norms begin at 0 and 1: give them values, so that their place matters.
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Value.Rank == 1))
        {
            Philox stream = Philox.Named(seed, parameter.Name);
            Span<float> values = parameter.Value.Data<float>();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += (float)(0.2 * stream.UniformAt(i));
            }
        }
        return model;
    }

    private static IEnumerable<GenerationRequest> Requests(int count) => Enumerable.Range(0, count).Select(i => new GenerationRequest
    {
        Prompt = [.. Enumerable.Range(0, 1 + 53 * i % 160).Select(j => (i * 13 + j * j) % Vocabulary)],
        Samples = 1 + 5 * i % 7,
        Key = new SampleKey(42, 1, i),
        Sampling = new SamplingOptions
        {
            MaxNewTokens = 40 + 29 * i % 60,
            Temperature = i % 3 == 0 ? 0.7 : 1,
            TopK = i == 3 ? 20 : 0,
            TopP = i == 5 ? 0.9 : 1,
        },
    });
}
