using System.Text.Json.Nodes;
using Ponder.Models;
using Ponder.Models.Checkpoints;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Llama;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class HuggingFaceFolderTests : LeakCheckedTest
{
    private readonly TemporaryFolder _folder = new();

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Saved_model_loads_with_the_same_weights_and_options(bool tied)
    {
        using var model = TinyLlama.New(TinyLlama.Options with { Tied = tied });
        HuggingFaceFolder.Save(_folder.Path, model, new ModelText { BosId = 1, EosIds = [2, 3], PadId = 0 }, config: new JsonObject { ["mine"] = "kept" });

        using var loaded = Families.Load(_folder.Path);

        Assert.Equal(model.Options, ((LlamaModel)loaded.Model).Options);
        Assert.Equal(Values(model), Values(loaded.Model));
        Assert.Equal("kept", (string?)loaded.Config!["mine"]);
        Assert.Equal(1, loaded.Text.BosId);
        Assert.Equal([2, 3], loaded.Text.EosIds);
        Assert.Empty(loaded.UnusedWeights);
    }

    [Theory]
    [InlineData(SafetensorsDType.BF16, "bfloat16", 0.004)]
    [InlineData(SafetensorsDType.F16, "float16", 0.0005)]
    public void Narrow_weights_are_widened(SafetensorsDType type, string name, double relative)
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model, dtype: type);

        using var loaded = Families.Load(_folder.Path);

        Assert.Equal(name, (string?)loaded.Config!["torch_dtype"]);
        foreach (var (expected, got) in Values(model).Zip(Values(loaded.Model)))
        {
            Assert.Equal(expected, got, Math.Max(relative * Math.Abs(expected), 1e-7));
        }
    }

    [Fact]
    public void Shards_are_found_through_the_index()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        File.Delete(_folder.PathTo("model.safetensors"));
        var map = new JsonObject();
        foreach (var (part, parameters) in model.Parameters.Chunk(7).Index())
        {
            var name = $"model-{part}.safetensors";
            var writer = new SafetensorsWriter();
            foreach (var parameter in parameters)
            {
                writer.Add(parameter.Name, parameter.Value);
                map[parameter.Name] = name;
            }

            writer.Save(_folder.PathTo(name));
        }

        File.WriteAllText(_folder.PathTo("model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());

        using var loaded = Families.Load(_folder.Path);
        Assert.Equal(Values(model), Values(loaded.Model));

        File.Delete(_folder.PathTo("model-1.safetensors"));
        Assert.Contains("model-1.safetensors: no such file", Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path)).Message);
    }

    [Fact]
    public void Shard_outside_of_the_folder_is_refused()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        File.Delete(_folder.PathTo("model.safetensors"));
        File.WriteAllText(_folder.PathTo("model.safetensors.index.json"), """{"weight_map":{"w":"../../etc/passwd"}}""");

        Assert.Contains("same folder", Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path)).Message);
    }

    [Fact]
    public void Misshapen_weight_is_named_with_expected_and_found()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        Rewrite("config.json", c => c["num_key_value_heads"] = 4);

        var error = Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path));

        Assert.Contains("model.layers.0.self_attn.k_proj.weight", error.Message);
        Assert.Contains("expected [32, 20]", error.Message);
        Assert.Contains("[16, 20]", error.Message);
        Assert.Contains("model.safetensors", error.Message);
    }

    [Fact]
    public void Missing_weight_is_named_with_its_full_path()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        Rewrite("config.json", c => c["num_hidden_layers"] = 3);

        Assert.Contains(
            "model.layers.2.self_attn.q_proj.weight is missing", Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path)).Message);
    }

    [Fact]
    public void Tied_model_ignores_a_head_in_the_file()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        Rewrite("config.json", c => c["tie_word_embeddings"] = true);

        using var loaded = Families.Load(_folder.Path);

        Assert.Equal(["lm_head.weight"], loaded.UnusedWeights);
    }

    [Fact]
    public void Truncated_weights_are_refused_with_the_files_name()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        var path = _folder.PathTo("model.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);

        var error = Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path));

        Assert.Contains("model.safetensors", error.Message);
        Assert.Contains("truncated", error.Message);
    }

    [Fact]
    public void Unknown_family_is_named_with_the_known_ones()
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        Rewrite("config.json", c => c["model_type"] = "mamba");

        var error = Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path));

        Assert.Contains("'mamba'", error.Message);
        Assert.Contains("llama", error.Message);
    }

    [Fact]
    public void Folder_without_weights_says_what_was_looked_for()
    {
        Assert.Contains("no model.safetensors", Assert.Throws<CheckpointException>(() => Families.Load(_folder.Path)).Message);
        Assert.Contains("no such model", Assert.Throws<CheckpointException>(() => Families.Load(_folder.PathTo("none"))).Message);
    }

    [Theory]
    [InlineData("""{"chat_template":"one"}""", "one")]
    [InlineData("""{"chat_template":[{"name":"tools","template":"two"},{"name":"default","template":"three"}]}""", "three")]
    [InlineData("""{}""", null)]
    public void Chat_template_comes_from_the_tokenizer_configuration(string json, string? expected)
    {
        using var model = TinyLlama.New();
        HuggingFaceFolder.Save(_folder.Path, model);
        File.WriteAllText(_folder.PathTo("tokenizer_config.json"), json);

        using var loaded = Families.Load(_folder.Path);

        Assert.Equal(expected, loaded.Text.ChatTemplate);
    }

    private static float[] Values(ILanguageModel model) => [.. model.Parameters.SelectMany(p => p.Value.ToArray<float>())];

    private void Rewrite(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(_folder.PathTo(name)))!.AsObject();
        change(json);
        File.WriteAllText(_folder.PathTo(name), json.ToJsonString());
    }
}
