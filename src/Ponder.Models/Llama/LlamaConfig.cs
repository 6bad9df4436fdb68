using System.Text.Json;
using System.Text.Json.Nodes;
using Ponder.Models.Checkpoints;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Rope;
using Ponder.Tensors;

namespace Ponder.Models.Llama;

/// <summary>
/// <c>config.json</c> of Llama models, in the form of released checkpoints (<c>rope_theta</c>, <c>rope_scaling</c>,
/// <c>torch_dtype</c>) and in that of transformers 5 (<c>rope_parameters</c>, <c>dtype</c>).
/// </summary>
public static class LlamaConfig
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="CheckpointException">A key is missing, has the wrong type, or asks for something that is not Llama.</exception>
    public static LlamaOptions Read(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var activation = config.TextOf("hidden_act") ?? "silu";
        if (activation != "silu")
        {
            throw config.Fault("hidden_act", $"is '{activation}', expected 'silu'");
        }

        var (width, heads) = (config.Require("hidden_size"), config.Require("num_attention_heads"));
        var headWidth = config.IntegerOf("head_dim") ?? (heads > 0 ? width / heads : 0);
        var context = config.IntegerOf("max_position_embeddings") ?? 2048;
        var (theta, scaling) = RopeConfig.Read(config, 10000, headWidth, context);
        var options = new LlamaOptions
        {
            Vocabulary = config.Require("vocab_size"),
            Width = width,
            Layers = config.Require("num_hidden_layers"),
            Heads = heads,
            KvHeads = config.IntegerOf("num_key_value_heads") ?? heads,
            HeadWidth = headWidth,
            FeedForward = config.Require("intermediate_size"),
            Context = context,
            RmsEps = config.NumberOf("rms_norm_eps") ?? 1e-6,
            RopeTheta = theta,
            RopeScaling = scaling,
            Tied = config.FlagOf("tie_word_embeddings") ?? false,
            AttentionBias = config.FlagOf("attention_bias") ?? false,
            MlpBias = config.FlagOf("mlp_bias") ?? false,
        };
        config.Check(options.Problems());
        return options;
    }

    /// <summary>Writes the options in the form of released checkpoints; keys not named here are left as they are.</summary>
    public static void Write(LlamaOptions options, JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(config);
        config["architectures"] = new JsonArray("LlamaForCausalLM");
        config["model_type"] = "llama";
        config["hidden_act"] = "silu";
        config["vocab_size"] = options.Vocabulary;
        config["hidden_size"] = options.Width;
        config["intermediate_size"] = options.FeedForward;
        config["num_hidden_layers"] = options.Layers;
        config["num_attention_heads"] = options.Heads;
        config["num_key_value_heads"] = options.KvHeads;
        config["head_dim"] = options.HeadWidth;
        config["max_position_embeddings"] = options.Context;
        config["rms_norm_eps"] = options.RmsEps;
        config["rope_theta"] = options.RopeTheta;
        config["rope_scaling"] = RopeConfig.Write(options.RopeScaling);
        config["attention_bias"] = options.AttentionBias;
        config["mlp_bias"] = options.MlpBias;
        config["tie_word_embeddings"] = options.Tied;
        config.Remove("rope_parameters");
    }
}
