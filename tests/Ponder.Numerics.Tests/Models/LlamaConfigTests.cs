using System.Text.Json;
using System.Text.Json.Nodes;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Llama;
using Ponder.Models.Rope;
using Ponder.Tensors;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class LlamaConfigTests
{
    private const string Sizes =
        "\"model_type\":\"llama\",\"vocab_size\":13,\"hidden_size\":8,\"num_hidden_layers\":2,\"num_attention_heads\":4,\"intermediate_size\":12";

    [Fact]
    public void Absent_keys_have_the_defaults_of_the_family()
    {
        var options = Read("{" + Sizes + "}");

        Assert.Equal((4, 2, 1e-6, 10000.0, false), (options.KvHeads, options.HeadWidth, options.RmsEps, options.RopeTheta, options.Tied));
        Assert.Equal(RopeKind.Default, options.RopeScaling.Kind);
    }

    [Theory]
    [InlineData("\"rope_theta\":500000.0,\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,\"high_freq_factor\":4.0,\"original_max_position_embeddings\":64},\"torch_dtype\":\"float32\"")]
    [InlineData("\"rope_parameters\":{\"rope_theta\":500000.0,\"rope_type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,\"high_freq_factor\":4.0,\"original_max_position_embeddings\":64},\"dtype\":\"float32\"")]
    [InlineData("\"rope_theta\":500000.0,\"rope_scaling\":{\"type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,\"high_freq_factor\":4.0},\"original_max_position_embeddings\":64")]
    public void Both_forms_of_rotary_parameters_give_the_same_options(string rope)
    {
        var options = Read("{" + Sizes + "," + rope + "}");

        Assert.Equal(500000, options.RopeTheta);
        Assert.Equal(
            new RopeScaling { Kind = RopeKind.Llama3, Factor = 8, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalContext = 64 },
            options.RopeScaling);
    }

    [Theory]
    [InlineData("{}", "hidden_size")]
    [InlineData("{" + Sizes + ",\"hidden_act\":\"gelu\"}", "hidden_act")]
    [InlineData("{" + Sizes + ",\"num_key_value_heads\":3}", "KvHeads")]
    [InlineData("{" + Sizes + ",\"head_dim\":5}", "HeadWidth")]
    [InlineData("{" + Sizes + ",\"rope_theta\":\"x\"}", "rope_theta")]
    [InlineData("{" + Sizes + ",\"rope_scaling\":{\"rope_type\":\"dynamic\",\"factor\":2}}", "dynamic")]
    [InlineData("{" + Sizes + ",\"rope_scaling\":{\"rope_type\":\"linear\"}}", "rope_scaling.factor")]
    [InlineData("{" + Sizes + ",\"rope_scaling\":{\"rope_type\":\"longrope\",\"short_factor\":[1,1],\"long_factor\":[2,2]}}", "short_factor")]
    [InlineData("{" + Sizes + ",\"partial_rotary_factor\":0.5}", "partial_rotary_factor")]
    [InlineData("{" + Sizes + ",\"num_hidden_layers\":1.5}", "num_hidden_layers")]
    public void What_is_missing_or_unsupported_is_named(string json, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Read(json));

        Assert.StartsWith("config.json: ", error.Message);
        Assert.Contains(fault, error.Message);
    }

    public static TheoryData<RopeScaling> Scalings => new(
        RopeScaling.None,
        new RopeScaling { Kind = RopeKind.Linear, Factor = 2 },
        new RopeScaling { Kind = RopeKind.Llama3, Factor = 8, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalContext = 64 },
        new RopeScaling { Kind = RopeKind.Yarn, Factor = 4, OriginalContext = 32, AttentionFactor = 1.25, Truncate = false },
        new RopeScaling { Kind = RopeKind.Divisors, Divisors = [1f, 2.5f], AttentionFactor = 1 });

    [Theory]
    [MemberData(nameof(Scalings))]
    public void Written_options_read_back(RopeScaling scaling)
    {
        var options = new LlamaOptions
        {
            Vocabulary = 13,
            Width = 8,
            Layers = 2,
            Heads = 4,
            KvHeads = 2,
            HeadWidth = 4,
            FeedForward = 12,
            Context = 99,
            RmsEps = 1e-5,
            RopeTheta = 12345,
            RopeScaling = scaling,
            Tied = true,
            AttentionBias = true,
            MlpBias = true,
        };
        var config = new JsonObject { ["kept"] = 1 };

        LlamaConfig.Write(options, config);

        Assert.Equal(1, (int)config["kept"]!);
        var back = Read(config.ToJsonString());
        Assert.Equal(scaling.Divisors, back.RopeScaling.Divisors);
        Assert.Equal(options with { RopeScaling = RopeScaling.None }, back with { RopeScaling = RopeScaling.None });
        Assert.Equal(scaling with { Divisors = [] }, back.RopeScaling with { Divisors = [] });
    }

    private static LlamaOptions Read(string json) =>
        LlamaConfig.Read(new ConfigReader("config.json", JsonDocument.Parse(json).RootElement));
}
