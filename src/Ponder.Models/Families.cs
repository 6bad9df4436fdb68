using Ponder.Models.Checkpoints;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Models;

/// <summary>All model families: one row each.</summary>
public static class Families
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } =
    [
        new(
            "llama",
            (config, weights) => new LlamaModel(LlamaConfig.Read(config), weights),
            (model, config) => LlamaConfig.Write(((LlamaModel)model).Options, config))
        {
            GgufArchitecture = "llama",
            FromGguf = LlamaGguf.Load,
        },
    ];

    /// <summary>The family of a <c>model_type</c>, or null.</summary>
    public static ModelFamily? ByModelType(string modelType) => All.FirstOrDefault(f => f.ModelType == modelType);

    /// <summary>The family of a GGUF architecture, or null.</summary>
    public static ModelFamily? ByGgufArchitecture(string architecture) => All.FirstOrDefault(f => f.GgufArchitecture == architecture);

    /// <summary>
    /// Loads a model: a Hugging Face folder, a GGUF file, or a folder that holds one GGUF file and no safetensors.
    /// </summary>
    /// <exception cref="CheckpointException">There is no model at that path, or it cannot be loaded; the message says why.</exception>
    public static LoadedModel Load(string path)
    {
        if (File.Exists(path))
        {
            return GgufModel.Load(path);
        }

        if (!Directory.Exists(path))
        {
            throw new CheckpointException($"{path}: no such model folder or GGUF file");
        }

        if (SafetensorsWeights.Exists(path))
        {
            return HuggingFaceFolder.Load(path);
        }

        var files = Directory.GetFiles(path, "*.gguf");
        return files.Length switch
        {
            1 => GgufModel.Load(files[0]),
            0 => throw new CheckpointException(
                $"{path}: no model.safetensors, no model.safetensors.index.json and no .gguf file in this folder"),
            _ => throw new CheckpointException($"{path}: holds {files.Length} .gguf files; name the one to load"),
        };
    }
}
