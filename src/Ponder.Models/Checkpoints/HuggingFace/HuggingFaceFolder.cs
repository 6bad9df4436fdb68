using System.Text.Json;
using System.Text.Json.Nodes;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Models.Checkpoints.HuggingFace;

/// <summary>
/// A model folder in the Hugging Face layout: <c>config.json</c>, safetensors, <c>generation_config.json</c>,
/// tokenizer files.
/// </summary>
public static class HuggingFaceFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="configFile">The configuration's name within it.</param>
    /// <exception cref="CheckpointException">Something is missing, malformed or of a family that is not supported.</exception>
    public static LoadedModel Load(string folder, string configFile = "config.json")
    {
        var config = ConfigReader.Open(Path.Combine(folder, configFile));
        var type = config.TextOf("model_type") ?? throw config.Fault("model_type", "is missing");
        var family = Families.ByModelType(type) ?? throw config.Fault(
            "model_type", $"is '{type}', which is not supported; known: {string.Join(", ", Families.All.Select(f => f.ModelType))}");
        using var weights = SafetensorsWeights.Open(folder);
        var model = family.FromConfig(config, weights);
        var used = model.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new LoadedModel(folder, model, Text(folder, config))
        {
            Config = JsonObject.Create(config.Json),
            UnusedWeights = [.. weights.Names.Where(name => !used.Contains(name))],
        };
    }

    /// <summary>
    /// Writes <c>config.json</c>, <c>model.safetensors</c> and <c>generation_config.json</c>; each file is replaced
    /// as a whole.
    /// </summary>
    /// <param name="folder">The folder; made when absent.</param>
    /// <param name="model">The model.</param>
    /// <param name="text">Ids of the text side for the configurations; null: none are written.</param>
    /// <param name="dtype">Type of the weights in the file: F32, BF16 or F16.</param>
    /// <param name="config">A configuration whose other keys are kept; null for none.</param>
    public static void Save(
        string folder,
        ILanguageModel model,
        ModelText? text = null,
        SafetensorsDType dtype = SafetensorsDType.F32,
        JsonObject? config = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(folder);
        var family = Families.ByModelType(model.Family) ?? throw new NotSupportedException($"family '{model.Family}' is not in the table");
        var written = config?.DeepClone().AsObject() ?? [];
        family.WriteConfig(model, written);
        written.Remove("dtype");
        written["torch_dtype"] = dtype switch
        {
            SafetensorsDType.BF16 => "bfloat16",
            SafetensorsDType.F16 => "float16",
            _ => "float32",
        };
        WriteIds(written, text);
        AtomicFile.WriteText(Path.Combine(folder, "config.json"), written.ToJsonString(Indented) + "\n");

        var generation = new JsonObject();
        WriteIds(generation, text);
        AtomicFile.WriteText(Path.Combine(folder, "generation_config.json"), generation.ToJsonString(Indented) + "\n");

        var weights = new SafetensorsWriter();
        weights.Metadata["format"] = "pt";
        foreach (var parameter in model.Parameters)
        {
            weights.Add(parameter.Name, parameter.Value, dtype);
        }

        weights.Save(Path.Combine(folder, "model.safetensors"));
    }

    /// <summary>What a folder says about its text side.</summary>
    internal static ModelText Text(string folder, ConfigReader? config)
    {
        var generationFile = Path.Combine(folder, "generation_config.json");
        var generation = File.Exists(generationFile) ? ConfigReader.Open(generationFile) : null;
        var eos = (config?.IdsOf("eos_token_id") ?? []).Concat(generation?.IdsOf("eos_token_id") ?? []);
        return new ModelText
        {
            TokenizerFile = Existing(folder, "tokenizer.json"),
            TokenizerConfigFile = Existing(folder, "tokenizer_config.json"),
            ChatTemplate = ChatTemplate(folder),
            BosId = config?.IntegerOf("bos_token_id") ?? generation?.IntegerOf("bos_token_id"),
            EosIds = [.. eos.Distinct()],
            PadId = config?.IntegerOf("pad_token_id") ?? generation?.IntegerOf("pad_token_id"),
        };
    }

    private static string? Existing(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    // A file of its own, else the string in tokenizer_config.json, else the entry "default" of the list there.
    private static string? ChatTemplate(string folder)
    {
        if (Existing(folder, "chat_template.jinja") is { } file)
        {
            return File.ReadAllText(file);
        }

        if (Existing(folder, "tokenizer_config.json") is not { } tokenizerConfig
            || !ConfigReader.Open(tokenizerConfig).Json.TryGetProperty("chat_template", out var template))
        {
            return null;
        }

        return template.ValueKind switch
        {
            JsonValueKind.String => template.GetString(),
            JsonValueKind.Array => template.EnumerateArray()
                .Where(e => e.TryGetProperty("name", out var name) && name.ValueEquals("default"))
                .Select(e => e.GetProperty("template").GetString()).FirstOrDefault(),
            _ => null,
        };
    }

    private static void WriteIds(JsonObject target, ModelText? text)
    {
        if (text is null)
        {
            return;
        }

        target["bos_token_id"] = text.BosId;
        target["eos_token_id"] = text.EosIds.Count switch
        {
            0 => null,
            1 => text.EosIds[0],
            _ => new JsonArray([.. text.EosIds.Select(id => (JsonNode)id)]),
        };
        target["pad_token_id"] = text.PadId;
    }
}
