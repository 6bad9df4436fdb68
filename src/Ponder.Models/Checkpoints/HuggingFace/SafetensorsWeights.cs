using Ponder.Models.Weights;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Models.Checkpoints.HuggingFace;

/// <summary>
/// Weights of a Hugging Face folder: <c>model.safetensors</c>, or shards with <c>model.safetensors.index.json</c>.
/// F32, BF16, F16 and F64 become fp32.
/// </summary>
public sealed class SafetensorsWeights : IWeightStore, IDisposable
{
    private const string SingleFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";
    private readonly Dictionary<string, SafetensorsFile> _byName = new(StringComparer.Ordinal);
    private readonly List<SafetensorsFile> _files = [];
    private readonly string _folder;

    private SafetensorsWeights(string folder) => _folder = folder;

    /// <summary>Names of all tensors.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Whether a folder holds weights of this form.</summary>
    public static bool Exists(string folder) =>
        File.Exists(Path.Combine(folder, SingleFile)) || File.Exists(Path.Combine(folder, IndexFile));

    /// <summary>Opens the weights of a folder; nothing is read but headers.</summary>
    /// <exception cref="CheckpointException">A file is missing or malformed, or a shard lacks what the index promises.</exception>
    public static SafetensorsWeights Open(string folder)
    {
        var weights = new SafetensorsWeights(folder);
        try
        {
            var index = Path.Combine(folder, IndexFile);
            if (File.Exists(Path.Combine(folder, SingleFile)) || !File.Exists(index))
            {
                var file = weights.OpenFile(SingleFile);
                foreach (var name in file.Tensors.Keys)
                {
                    weights._byName.Add(name, file);
                }
            }
            else
            {
                weights.OpenShards(ConfigReader.Open(index));
            }

            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Tensor Read(string name, Shape shape, WeightRole role)
    {
        if (!_byName.TryGetValue(name, out var file))
        {
            throw WeightFaults.Missing(_folder, name, shape);
        }

        var entry = file[name];
        return entry.Shape.SequenceEqual(shape.ToArray().Select(extent => (long)extent))
            ? file.ToFloat32(name)
            : throw WeightFaults.Misshapen(file.Path, name, shape, entry.ShapeText);
    }

    /// <summary>Unmaps the files.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private void OpenShards(ConfigReader index)
    {
        var map = index.Section("weight_map") ?? throw index.Fault("weight_map", "is missing");
        var shards = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (var row in map.Json.EnumerateObject())
        {
            var shard = map.TextOf(row.Name) ?? throw map.Fault(row.Name, "must be a file's name");
            if (shard != Path.GetFileName(shard))
            {
                throw map.Fault(row.Name, $"is '{shard}', expected a file in the same folder");
            }

            if (!shards.TryGetValue(shard, out var file))
            {
                shards.Add(shard, file = OpenFile(shard));
            }

            if (!file.Tensors.ContainsKey(row.Name))
            {
                throw new CheckpointException($"{file.Path}: {row.Name} is missing, though {IndexFile} places it there");
            }

            _byName.TryAdd(row.Name, file);
        }
    }

    private SafetensorsFile OpenFile(string name)
    {
        var file = SafetensorsFile.Open(Path.Combine(_folder, name));
        _files.Add(file);
        return file;
    }
}
