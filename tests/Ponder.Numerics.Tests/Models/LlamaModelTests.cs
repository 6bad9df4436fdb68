using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class LlamaModelTests : LeakCheckedTest
{
    [Fact]
    public void Parameters_have_checkpoint_names_and_shapes()
    {
        using var model = TinyLlama.New(TinyLlama.Options with { Layers = 1 });

        Assert.Equal(
            [
                "model.embed_tokens.weight: [13, 20]",
                "model.layers.0.self_attn.q_proj.weight: [32, 20]",
                "model.layers.0.self_attn.k_proj.weight: [16, 20]",
                "model.layers.0.self_attn.v_proj.weight: [16, 20]",
                "model.layers.0.self_attn.o_proj.weight: [20, 32]",
                "model.layers.0.mlp.gate_proj.weight: [28, 20]",
                "model.layers.0.mlp.up_proj.weight: [28, 20]",
                "model.layers.0.mlp.down_proj.weight: [20, 28]",
                "model.layers.0.input_layernorm.weight: [20]",
                "model.layers.0.post_attention_layernorm.weight: [20]",
                "model.norm.weight: [20]",
                "lm_head.weight: [13, 20]",
            ],
            model.Parameters.Select(p => $"{p.Name}: {p.Value.Shape}"));
        Assert.Equal(model.Parameters.Sum(p => p.Value.Count), model.Options.ParameterCount);
    }

    [Fact]
    public void Biases_and_a_tied_head_change_the_parameters_and_their_count()
    {
        using var model = TinyLlama.New(TinyLlama.Options with { Tied = true, AttentionBias = true, MlpBias = true });

        Assert.DoesNotContain(model.Parameters, p => p.Name == "lm_head.weight");
        Assert.Contains(model.Parameters, p => p.Name == "model.layers.1.self_attn.o_proj.bias");
        Assert.Contains(model.Parameters, p => p.Name == "model.layers.1.mlp.down_proj.bias");
        Assert.Same(model.Parameters[0], model.Head);
        Assert.Equal(model.Parameters.Sum(p => p.Value.Count), model.Options.ParameterCount);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_other_seeds_others()
    {
        using var a = LlamaModel.New(TinyLlama.Options, 1);
        using var b = LlamaModel.New(TinyLlama.Options, 1);
        using var c = LlamaModel.New(TinyLlama.Options, 2);

        Assert.Equal(a.Head.Value.ToArray<float>(), b.Head.Value.ToArray<float>());
        Assert.NotEqual(a.Head.Value.ToArray<float>(), c.Head.Value.ToArray<float>());
    }

    [Fact]
    public void New_weights_have_the_given_deviation_and_norms_are_one()
    {
        var options = TinyLlama.Options with { Width = 64, Layers = 8, FeedForward = 128 };
        using var model = LlamaModel.New(options, 3, std: 0.05, scaleResidual: true);

        Assert.Equal(0.05, Deviation(model, "model.layers.0.mlp.up_proj.weight"), 0.002);
        Assert.Equal(0.05 / 4, Deviation(model, "model.layers.0.mlp.down_proj.weight"), 0.0005);
        Assert.All(model.Parameters.Single(p => p.Name == "model.norm.weight").Value.ToArray<float>(), v => Assert.Equal(1, v));
    }

    [Theory]
    [InlineData(LinearPrecision.Float32, 1e-5)]
    [InlineData(LinearPrecision.BFloat16, 2e-2)]   // a shared row's gradient is rounded after it is summed
    public void Shared_prompts_keep_every_log_prob_and_the_gradient(LinearPrecision precision, double tolerance)
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New(TinyLlama.Options with { Context = 256 });
        model.Precision = precision;
        int[] examples = [.. Enumerable.Range(0, 70).Select(i => i * i % 13)];
        int[][] sequences =
        [
            .. from prompt in Enumerable.Range(0, 3)
               from sample in Enumerable.Range(0, 4)
               select (int[])[.. examples, .. Enumerable.Range(0, 9 + prompt).Select(i => (i + prompt) % 13), .. Enumerable.Range(0, 5 * sample).Select(i => (i * sample) % 13)],
        ];
        int[] ids = [.. sequences.SelectMany(s => s)], bounds = [0, .. sequences.Select((_, n) => sequences.Take(n + 1).Sum(s => s.Length))];
        var targets = Tensor.From<long>([.. ids.Select(id => (id + 1L) % 13)], [ids.Length]);
        var weights = Tensor.From<float>([.. ids.Select((_, i) => (i % 7) - 3f)], [ids.Length]);

        var (plain, plainEntropy) = model.LogProbs(PackedBatch.From(ids, bounds), targets, 0.8);
        var wanted = Gradients(plain);
        var (batch, rows) = PackedBatch.Sharing(ids, bounds);
        var (shared, entropy) = model.LogProbs(batch, targets, 0.8, Tensor.From<long>([.. rows.Select(row => (long)row)], [rows.Length]));
        var got = Gradients(shared);

        Assert.True(batch.Tokens < ids.Length / 4);
        Assert.Equal(plain.ToArray<float>(), shared.ToArray<float>());
        Assert.Equal(plainEntropy.ToArray<float>(), entropy.ToArray<float>());
        foreach (var (x, y) in wanted.Zip(got))
        {
            var largest = x.Max(Math.Abs);
            Assert.All(x.Zip(y), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance * largest));
        }

        float[][] Gradients(Tensor logp)
        {
            (logp * weights).Sum().Backward();
            return [.. model.Parameters.Select(p =>
            {
                float[] gradient = p.Value.Grad!.ToArray<float>();
                p.Value.ZeroGrad();
                return gradient;
            })];
        }
    }

    [Theory]
    [InlineData(LinearPrecision.Float32)]
    [InlineData(LinearPrecision.BFloat16)]
    public void Packed_sequences_have_the_bits_of_single_ones(LinearPrecision precision)
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();
        model.Precision = precision;

        var packed = model.Logits(PackedBatch.From(TinyLlama.Sequences)).ToArray<float>();

        var single = TinyLlama.Sequences.SelectMany(s => model.Logits(PackedBatch.From([s])).ToArray<float>());
        Assert.Equal(single, packed);
    }

    [Fact]
    public void Later_tokens_do_not_change_earlier_rows()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();

        var whole = model.Logits(PackedBatch.From([[1, 2, 3, 4]])).ToArray<float>();
        var start = model.Logits(PackedBatch.From([[1, 2]])).ToArray<float>();

        Assert.Equal(start, whole[..start.Length]);
    }

    [Fact]
    public void Log_probabilities_are_those_of_the_logits_at_the_temperature()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New(TinyLlama.Options with { Tied = true });
        var batch = PackedBatch.From(TinyLlama.Sequences);

        var (logp, entropy) = model.LogProbs(batch, rows: [0, 3, 12], targets: [2, 5, 9], temperature: 0.7);

        var expected = (model.Logits(batch) * (1 / 0.7)).LogSoftmax(-1).ToArray<float>();
        foreach (var (i, (row, target)) in new[] { (0, 2), (3, 5), (12, 9) }.Index())
        {
            var distribution = expected[(row * 13)..((row + 1) * 13)];
            Assert.Equal(distribution[target], logp.ToArray<float>()[i], 1e-5f);
            Assert.Equal(-distribution.Sum(l => Math.Exp(l) * l), entropy.ToArray<float>()[i], 1e-5);
        }
    }

    [Fact]
    public void Rows_gathered_before_the_head_have_the_bits_of_all_rows()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();
        var batch = PackedBatch.From(TinyLlama.Sequences);

        var some = model.Logits(batch, Tensor.From(new long[] { 4, 6 }, 2)).ToArray<float>();

        var all = model.Logits(batch).ToArray<float>();
        Assert.Equal([.. all[(4 * 13)..(5 * 13)], .. all[(6 * 13)..(7 * 13)]], some);
    }

    [Theory]
    [InlineData("model.embed_tokens.weight")]
    [InlineData("model.layers.0.self_attn.q_proj.weight")]
    [InlineData("model.layers.0.self_attn.k_proj.bias")]
    [InlineData("model.layers.1.input_layernorm.weight")]
    [InlineData("model.layers.1.mlp.gate_proj.weight")]
    [InlineData("lm_head.weight")]
    public void Gradients_agree_with_finite_differences(string name)
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New(TinyLlama.Options with { AttentionBias = true });
        var weight = model.Parameters.Single(p => p.Name == name).Value;
        Loss(model).Backward();
        var gradient = weight.Grad!.ToArray<float>();
        var at = Array.IndexOf(gradient, gradient.MaxBy(Math.Abs));

        const float step = 1e-2f;
        var before = weight.Data<float>()[at];
        weight.Data<float>()[at] = before + step;
        var above = Loss(model).Item<double>();
        weight.Data<float>()[at] = before - step;
        var below = Loss(model).Item<double>();

        Assert.Equal((above - below) / (2 * step), gradient[at], Math.Max(2e-3, 0.02 * Math.Abs(gradient[at])));
    }

    [Fact]
    public void Steps_do_not_leave_handles_behind()
    {
        using var model = TinyLlama.New();
        Run(model);
        var before = TensorMemory.LiveHandles;

        for (var i = 0; i < 5; i++)
        {
            Run(model);
        }

        Assert.Equal(before, TensorMemory.LiveHandles);

        static void Run(LlamaModel model)
        {
            using var scope = TensorScope.Enter();
            Loss(model).Backward();
        }
    }

    [Fact]
    public void Observer_sees_every_layer()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();
        var seen = new List<(int Layer, string Shape)>();

        model.Hidden(PackedBatch.From([[1, 2, 3]]), (layer, x) => seen.Add((layer, x.Shape.ToString())));

        Assert.Equal([(0, "[3, 20]"), (1, "[3, 20]")], seen);
    }

    [Fact]
    public void Id_outside_of_the_vocabulary_is_refused()
    {
        using var scope = TensorScope.Enter();
        using var model = TinyLlama.New();

        Assert.Contains("13", Assert.Throws<ArgumentException>(() => model.Hidden(PackedBatch.From([[1, 13]]))).Message);
    }

    [Fact]
    public void Options_out_of_range_are_listed_together()
    {
        var options = TinyLlama.Options with { KvHeads = 3, HeadWidth = 7, Layers = 0 };

        var error = Assert.Throws<ArgumentException>(() => LlamaModel.New(options, 1));

        Assert.Contains("KvHeads is 3", error.Message);
        Assert.Contains("HeadWidth is 7", error.Message);
        Assert.Contains("Layers is 0", error.Message);
    }

    private static Tensor Loss(LlamaModel model) =>
        -model.LogProbs(PackedBatch.From(TinyLlama.Sequences), rows: [0, 1, 2, 3, 6, 7], targets: [2, 3, 4, 5, 0, 12]).LogProbs.Mean();

    private static double Deviation(LlamaModel model, string name)
    {
        var values = model.Parameters.Single(p => p.Name == name).Value.ToArray<float>();
        return Math.Sqrt(values.Average(v => (double)v * v));
    }
}
