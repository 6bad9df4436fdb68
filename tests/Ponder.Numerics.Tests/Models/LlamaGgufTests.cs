using Ponder.Models;
using Ponder.Models.Llama;
using Ponder.Models.Rope;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class LlamaGgufTests : LeakCheckedTest
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["model.embed_tokens.weight"] = "token_embd.weight",
        ["model.norm.weight"] = "output_norm.weight",
        ["lm_head.weight"] = "output.weight",
        ["self_attn.q_proj.weight"] = "attn_q.weight",
        ["self_attn.k_proj.weight"] = "attn_k.weight",
        ["self_attn.v_proj.weight"] = "attn_v.weight",
        ["self_attn.o_proj.weight"] = "attn_output.weight",
        ["mlp.gate_proj.weight"] = "ffn_gate.weight",
        ["mlp.up_proj.weight"] = "ffn_up.weight",
        ["mlp.down_proj.weight"] = "ffn_down.weight",
        ["input_layernorm.weight"] = "attn_norm.weight",
        ["post_attention_layernorm.weight"] = "ffn_norm.weight",
    };

    private readonly TemporaryFolder _folder = new();

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_gives_options_and_weights_with_rows_of_q_and_k_put_back(bool tied)
    {
        using var model = TinyLlama.New(TinyLlama.Options with { Tied = tied });
        var path = Write(File(model));

        using var loaded = Families.Load(path);

        Assert.Equal(model.Options, ((LlamaModel)loaded.Model).Options);
        Assert.Equal(
            model.Parameters.SelectMany(p => p.Value.ToArray<float>()), loaded.Model.Parameters.SelectMany(p => p.Value.ToArray<float>()));
        Assert.Equal(2, loaded.Text.Gguf!.EosId);
        Assert.Equal([2], loaded.Text.EosIds);
        Assert.Equal("{{x}}", loaded.Text.ChatTemplate);
    }

    [Fact]
    public void Divisors_of_the_frequencies_are_kept()
    {
        using var model = TinyLlama.New();
        var path = Write(File(model).Tensor("rope_freqs.weight", [1, 2, 4, 8], 4));

        using var loaded = Families.Load(path);

        var scaling = ((LlamaModel)loaded.Model).Options.RopeScaling;
        Assert.Equal(RopeKind.Divisors, scaling.Kind);
        Assert.Equal([1f, 2f, 4f, 8f], scaling.Divisors);
    }

    [Fact]
    public void Folder_with_one_gguf_file_loads_it()
    {
        using var model = TinyLlama.New();
        Write(File(model));

        using var loaded = Families.Load(_folder.Path);

        Assert.Equal(13, loaded.Model.Vocabulary);
    }

    [Fact]
    public void Missing_tensor_is_named_under_both_names()
    {
        using var model = TinyLlama.New();
        var path = Write(File(model, except: "blk.1.ffn_up.weight"));

        var message = Assert.Throws<CheckpointException>(() => Families.Load(path)).Message;

        Assert.Contains("blk.1.ffn_up.weight", message);
        Assert.Contains("model.layers.1.mlp.up_proj.weight", message);
    }

    [Theory]
    [InlineData("llama.attention.head_count", 0u, "head_count")]
    [InlineData("llama.attention.head_count_kv", 4u, "attn_k.weight")]
    [InlineData("llama.block_count", 3u, "blk.2")]
    [InlineData("llama.attention.value_length", 4u, "value_length")]
    [InlineData("llama.expert_count", 4u, "expert_count")]
    [InlineData("llama.embedding_length", 4000000000u, "embedding_length")]
    public void Keys_that_do_not_fit_are_named(string key, uint value, string fault)
    {
        using var model = TinyLlama.New();
        var path = Write(File(model, replacing: key).Key(key, value));

        var message = Assert.Throws<CheckpointException>(() => Families.Load(path)).Message;

        Assert.Contains("test.gguf", message);
        Assert.Contains(fault, message);
    }

    [Fact]
    public void Unknown_or_missing_architecture_is_refused()
    {
        Assert.Contains("'nothing'", Assert.Throws<CheckpointException>(
            () => Families.Load(Write(new GgufBytes().Key("general.architecture", "nothing")))).Message);
        Assert.Contains("missing", Assert.Throws<CheckpointException>(() => Families.Load(Write(new GgufBytes()))).Message);
    }

    // What a converter writes: rows of q and k interleaved per head.
    private static GgufBytes File(LlamaModel model, string? except = null, string? replacing = null)
    {
        var o = model.Options;
        var file = new GgufBytes();
        var keys = new (string Name, object Value)[]
        {
            ("general.architecture", "llama"), ("llama.context_length", (uint)o.Context), ("llama.embedding_length", (uint)o.Width),
            ("llama.block_count", (uint)o.Layers), ("llama.feed_forward_length", (uint)o.FeedForward),
            ("llama.attention.head_count", (uint)o.Heads), ("llama.attention.head_count_kv", (uint)o.KvHeads),
            ("llama.attention.key_length", (uint)o.HeadWidth), ("llama.attention.value_length", (uint)o.HeadWidth),
            ("llama.attention.layer_norm_rms_epsilon", (float)o.RmsEps), ("llama.rope.freq_base", (float)o.RopeTheta),
            ("tokenizer.ggml.model", "gpt2"), ("tokenizer.ggml.tokens", Enumerable.Range(0, o.Vocabulary).Select(i => $"t{i}").ToArray()),
            ("tokenizer.ggml.eos_token_id", 2u), ("tokenizer.chat_template", "{{x}}"),
        };
        foreach (var (name, value) in keys.Where(k => k.Name != replacing))
        {
            file.Key(name, value);
        }

        foreach (var parameter in model.Parameters)
        {
            var name = NameOf(parameter.Name);
            if (name != except)
            {
                file.Tensor(name, Stored(parameter, o), [.. parameter.Value.Shape.ToArray().Select(e => (long)e)]);
            }
        }

        return file;
    }

    private static float[] Stored(Parameter parameter, LlamaOptions o)
    {
        var values = parameter.Value.ToArray<float>();
        if (!parameter.Name.Contains("q_proj") && !parameter.Name.Contains("k_proj"))
        {
            return values;
        }

        var rows = values.Chunk(o.Width).ToArray();
        return [.. rows.Chunk(o.HeadWidth).SelectMany(head => Enumerable.Range(0, o.HeadWidth / 2)
            .SelectMany(j => new[] { head[j], head[j + (o.HeadWidth / 2)] })).SelectMany(row => row)];
    }

    private static string NameOf(string name)
    {
        var parts = name.Split('.');
        return parts[1] == "layers" ? $"blk.{parts[2]}.{Names[string.Join('.', parts[3..])]}" : Names[name];
    }

    private string Write(GgufBytes file)
    {
        var path = _folder.PathTo("test.gguf");
        System.IO.File.WriteAllBytes(path, file.ToArray());
        return path;
    }
}
