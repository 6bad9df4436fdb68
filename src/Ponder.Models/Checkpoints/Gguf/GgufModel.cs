using Ponder.Models.Checkpoints.HuggingFace;
using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>Loads a model from a GGUF file.</summary>
public static class GgufModel
{
    private const string ArchitectureKey = "general.architecture";

    /// <summary>Loads a file; all weights are de-quantised to fp32.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">The file is malformed, of an unknown architecture, or lacks keys or tensors.</exception>
    public static LoadedModel Load(string path)
    {
        using var file = GgufFile.Open(path);
        var architecture = file.Metadata.TextOf(ArchitectureKey)
            ?? throw new CheckpointException($"{path}: the key {ArchitectureKey} is missing; is this a model?");
        var family = Families.ByGgufArchitecture(architecture)
            ?? throw new CheckpointException(
                $"{path}: {ArchitectureKey} is '{architecture}', which is not supported; known: "
                + string.Join(", ", Families.All.Select(f => f.GgufArchitecture).OfType<string>()));
        var model = family.FromGguf!(file);
        return new LoadedModel(path, model, Text(file));
    }

    /// <summary>
    /// What a file says about its text side; tokenizer files that lie beside it win over what it holds itself.
    /// </summary>
    private static ModelText Text(GgufFile file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        var beside = HuggingFaceFolder.Text(folder, null);
        var tokenizer = GgufTokenizer.Read(file);
        return beside with
        {
            Gguf = tokenizer,
            ChatTemplate = beside.ChatTemplate ?? file.Metadata.TextOf("tokenizer.chat_template"),
            BosId = tokenizer?.BosId ?? beside.BosId,
            EosIds = [.. new[] { tokenizer?.EosId, tokenizer?.EotId }.OfType<int>().Concat(beside.EosIds).Distinct()],
            PadId = tokenizer?.PadId ?? beside.PadId,
        };
    }
}
