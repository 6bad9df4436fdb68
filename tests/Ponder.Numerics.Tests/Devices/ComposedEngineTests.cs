using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Inference.Sampling;
using Ponder.Models.Llama;
using Ponder.Numerics.Tests.Inference;
using Ponder.Numerics.Tests.Models;
using Ponder.Tensors;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Devices;

/// <summary>Generation as other devices do it, against the native decode step.</summary>
public class ComposedEngineTests : LeakCheckedTest
{
    [Theory]
    [InlineData(64, 512, 64)]
    [InlineData(5, 7, 64)]      // chunks of prompts, groups that wait
    [InlineData(8, 16, 5)]      // preemption
    public async Task Completions_are_those_of_the_native_decoder(int maxSequences, int maxRows, int blocks)
    {
        using var model = NewModel();
        var options = new EngineOptions { MaxSequences = maxSequences, MaxRows = maxRows, Blocks = blocks, Threads = 1 };
        var expected = await GenerateAsync(model, options);
        using var composed = Composition.Force();
        var actual = await GenerateAsync(model, options);
        Assert.Equal(expected.Select(result => string.Join(',', result.Tokens)), actual.Select(result => string.Join(',', result.Tokens)));
        Assert.InRange(expected.Zip(actual).Max(pair => pair.First.LogProbs.Zip(pair.Second.LogProbs).Max(p => Math.Abs(p.First - p.Second))), 0, 1e-4);
    }

    [Fact]
    public async Task In_bf16_log_probs_stay_near_the_trainers()
    {
        using var model = NewModel();
        model.Precision = LinearPrecision.BFloat16;
        using var composed = Composition.Force();
        using var engine = Engine.Create(model, null, new EngineOptions { Blocks = 64, Threads = 1, Fast = true });
        var request = new GenerationRequest { Prompt = [1, 2, 3], Samples = 4, Sampling = new SamplingOptions { MaxNewTokens = 40 }, Key = new SampleKey(1, 2, 3) };
        var group = await engine.GenerateAsync(request);
        var trained = LlamaEngineTests.TrainedLogProbs(model, request, group);
        Assert.InRange(group.Zip(trained).Max(pair => pair.First.LogProbs.Zip(pair.Second).Max(p => Math.Abs(p.First - p.Second))), 0, 0.1);
    }

    [Fact]
    public async Task Published_weights_are_copies_and_leave_no_handles()
    {
        using var composed = Composition.Force();
        using var model = NewModel();
        var request = new GenerationRequest { Prompt = [1, 2], Sampling = SamplingOptions.Greedy with { MaxNewTokens = 5 } };
        var before = TensorMemory.LiveHandles;
        using (var engine = Engine.Create(model, null, new EngineOptions { Blocks = 8, Threads = 1 }))
        {
            var first = await engine.GenerateAsync(request);
            model.Parameters[0].Value.Data<float>().Reverse();
            Assert.Equal(first[0].LogProbs, (await engine.GenerateAsync(request))[0].LogProbs);
            engine.Publish(model, 1);
            Assert.NotEqual(first[0].LogProbs, (await engine.GenerateAsync(request))[0].LogProbs);
            using (engine.Pack(model))
            {
                // Packed and thrown away.
            }
        }

        Assert.Equal(before, TensorMemory.LiveHandles);
    }

    [Fact]
    public void Int8_weights_are_refused()
    {
        using var composed = Composition.Force();
        using var model = NewModel();
        var error = Assert.Throws<UserException>(() => Engine.Create(model, null, new EngineOptions { Int8Weights = true }));
        Assert.Contains("int8 weights are for the CPU", error.Message, StringComparison.Ordinal);
    }

    [CudaFact]
    public async Task Greedy_completions_on_a_cuda_device_are_those_of_the_cpu()
    {
        using var model = NewModel();
        var request = new GenerationRequest { Prompt = [1, 2, 3, 4], Sampling = SamplingOptions.Greedy with { MaxNewTokens = 20 } };
        var options = new EngineOptions { Blocks = 8, Threads = 1 };
        int[] expected;
        using (var engine = Engine.Create(model, null, options))
        {
            expected = (await engine.GenerateAsync(request))[0].Tokens;
        }

        model.MoveTo(Device.Cuda());
        using var there = Engine.Create(model, null, options);
        Assert.Equal(expected, (await there.GenerateAsync(request))[0].Tokens);
    }

    [Theory]
    [MemberData(nameof(TokenSamplerTests.Cases), MemberType = typeof(TokenSamplerTests))]
    public void Draws_are_those_of_the_native_sampler(int vocabulary, SamplingOptions options)
    {
        const int Rows = 5, Draws = 30;
        var stream = new Philox(23);
        var logits = new float[Rows * vocabulary];
        stream.NormalInto(logits, 0, 3);
        for (var i = 3; i < logits.Length; i += 11)
        {
            logits[i] = i % vocabulary == 0 ? logits[i] : float.NegativeInfinity;   // forbidden, as by a grammar
        }

        logits.AsSpan(vocabulary * 4).Fill(float.NaN);
        TokenSampler native = new(), composed = new();
        for (var i = 0; i < Draws; i++)
        {
            foreach (var sampler in new[] { native, composed })
            {
                // Rules differ within a step: another user's request is greedy.
                sampler.Add(i % Rows, i % 7 == 0 ? SamplingOptions.Greedy : options, i % 7 == 0 ? 1 : (float)(1 / options.EffectiveTemperature), stream.UniformAt(i));
            }
        }

        var expected = native.Draw(logits, Rows);
        using var tensor = Tensor.From(logits, Rows, vocabulary);
        var actual = composed.Draw(tensor);
        var different = 0;
        for (var i = 0; i < Draws; i++)
        {
            Assert.Equal(expected[i].IsPossible, actual[i].IsPossible);
            if (expected[i].Id != actual[i].Id)
            {
                different++;   // a draw beside a boundary, where sums of another order decide
            }
            else if (expected[i].IsPossible)
            {
                Assert.Equal(expected[i].LogProb, actual[i].LogProb, 1e-4f);
                Assert.Equal(expected[i].LogSumExp, actual[i].LogSumExp, 1e-3f);
            }
        }

        Assert.InRange(different, 0, vocabulary > 10_000 ? 1 : 0);
    }

    private static async Task<List<GenerationResult>> GenerateAsync(LlamaModel model, EngineOptions options)
    {
        using var engine = Engine.Create(model, null, options);
        var groups = await engine.GenerateAsync([.. Enumerable.Range(0, 6).Select(i => new GenerationRequest
        {
            Prompt = [.. Enumerable.Range(0, 1 + 37 * i % 100).Select(j => (i * 13 + j * j) % 97)],
            Samples = 1 + 5 * i % 4,
            Key = new SampleKey(42, 1, i),
            Sampling = new SamplingOptions { MaxNewTokens = 12 + i, Temperature = i % 3 == 0 ? 0.7 : 1, TopK = i == 3 ? 20 : 0, TopP = i == 5 ? 0.9 : 1 },
        })]);
        Assert.Equal(0, engine.Counters.BlocksInUse);
        return [.. groups.SelectMany(group => group)];
    }

    private static LlamaModel NewModel() => TinyLlama.New(TinyLlama.Options with { Vocabulary = 97, Context = 160, AttentionBias = true, Tied = false });
}
