using Ponder.Tensors;
using YamlDotNet.RepresentationModel;

namespace Ponder.Training.Recipes;

/// <summary>A whole recipe, checked, with every default in it. Disposing it ends what its verifiers keep ready.</summary>
public sealed record Recipe : IDisposable
{
    /// <summary>Name of the run's folder.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of initial weights, orders and draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads of the numeric code.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the model is trained and sampled.</summary>
    public required Device Device { get; init; }

    /// <summary>Whether the sampler's log-probabilities must equal the trainer's bit for bit.</summary>
    public required bool Exact { get; init; }

    /// <summary>Operands of the matrix products; weights, sums and everything else stay fp32.</summary>
    public required LinearPrecision Precision { get; init; }

    /// <summary>The model.</summary>
    public required ModelRecipe Model { get; init; }

    /// <summary>The stages in order.</summary>
    public required IReadOnlyList<StageRecipe> Stages { get; init; }

    /// <summary>A checkpoint is written every so many steps, at the end of each stage and when the run is interrupted.</summary>
    public required int CheckpointEvery { get; init; }

    /// <summary>How many of the newest checkpoints stay.</summary>
    public required int CheckpointKeep { get; init; }

    /// <summary>The recipe with every default written out, as YAML.</summary>
    public required string Resolved { get; init; }

    /// <summary>Files that go into the run besides the recipe.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Reads a recipe into records.</summary>
    /// <exception cref="Ponder.Text.UserException">Anything is wrong with it; the message names file, line and key.</exception>
    public static Recipe Read(RecipeFile file)
    {
        var root = file.Open();
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.Path))!;
        var name = root.Text("name", Path.GetFileNameWithoutExtension(file.Path));
        if (name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name is "." or "..")
        {
            throw root.Error("name", $"'{name}' cannot be the name of a folder.");
        }
        var seed = root.Seed("seed");
        var threads = root.Whole("threads", Environment.ProcessorCount, 1, 1024);
        var device = ReadDevice(root);
        var exact = root.Choice("mode", device.IsCpu ? "exact" : "fast", "exact", "fast") == "exact";
        if (exact && !device.IsCpu)
        {
            throw root.Error("mode", $"exact is for device: cpu, whose kernels give sampler and trainer the same bits; on {device} write mode: fast (or --set mode=fast).");
        }
        var precision = root.Choice("precision", exact ? "fp32" : device.IsCpu ? FastPrecision() : "bf16", "fp32", "bf16") == "bf16" ? LinearPrecision.BFloat16 : LinearPrecision.Float32;
        var model = ModelRecipe.Read(root.Child("model"), folder);
        var checkpoints = root.Child("checkpoint");
        var every = checkpoints.Whole("every", 50, 1);
        var keep = checkpoints.Whole("keep", 2, 1);
        var task = TaskRecipe.Read(root.Child("task"), folder);
        var stages = root.Children("stages").Select(section => ReadStage(section, task, folder)).ToArray();
        if (stages.Length == 0)
        {
            throw root.Error("stages", "a recipe needs at least one stage: sft, rl, eval or export.");
        }
        if (stages.GroupBy(stage => stage.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw root.Error("stages", $"two stages are named '{twice.Key}'; give one of them a name: of its own.");
        }
        root.Finish();
        return new Recipe
        {
            Name = name,
            Seed = seed,
            Threads = threads,
            Device = device,
            Exact = exact,
            Precision = precision,
            Model = model,
            Stages = stages,
            CheckpointEvery = every,
            CheckpointKeep = keep,
            Resolved = Write(root.Resolved),
            Inputs = [.. new[] { model.Path }.Concat(stages.SelectMany(stage => stage.Task.Files)).OfType<string>().Distinct()],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var verifier in Stages.Select(stage => stage.Task.Source.Verifier).OfType<IDisposable>().Distinct())
        {
            verifier.Dispose();
        }
    }

    private static Device ReadDevice(Section root) => Device.TryParse(root.Text("device", "cpu"), out var device)
        ? device
        : throw root.Error("device", $"expected cpu, cuda (the first device) or cuda:1, got '{root.Text("device", "cpu")}'.");

    /// <summary>What the fast mode does unless told otherwise: bf16 operands over fp32 weights where the processor multiplies them.</summary>
    /// <remarks>The native library is not asked: it starts with what the recipe says.</remarks>
    private static string FastPrecision()
    {
        const string Processor = "/proc/cpuinfo";
        var flags = File.Exists(Processor) ? File.ReadLines(Processor).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) : null;
        return flags?.Split(' ').Contains("avx512_bf16") == true ? "bf16" : "fp32";
    }

    private static StageRecipe ReadStage(Section section, TaskRecipe runTask, string folder)
    {
        var type = section.Choice("type", null, "sft", "rl", "eval", "export");
        var name = section.Text("name", type);
        var task = section.OptionalChild("task") is { } own ? TaskRecipe.Read(own, folder) : runTask;
        return type switch
        {
            "sft" => SftStage.Read(section, name, task),
            "rl" => RlStage.Read(section, name, task, task.MaxNewTokens),
            "eval" => EvalStage.Read(section, name, task, task.MaxNewTokens),
            _ => ExportStage.Read(section, name, task),
        };
    }

    private static string Write(YamlNode node)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(node)).Save(text, assignAnchors: false);
        return text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('.', '\n') + "\n";
    }
}
