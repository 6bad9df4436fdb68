using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance;

/// <summary>Lists the cases of every area, exactly as the golden folder's <c>cases.py</c> does.</summary>
public static class CaseLists
{
    private static readonly Dictionary<string, Func<string, IEnumerable<string>>> Listers = new(StringComparer.Ordinal)
    {
        ["models"] = Models,
        ["gguf"] = GgufCaseList.Names,
        ["safetensors"] = folder => Keyed(folder, Path.Combine(folder, "cases.json"), "file"),
        ["lowprecision"] = LowPrecision,
        ["tokenizers"] = folder => AnyDepth(folder, "encode.jsonl", "stream.jsonl", "bpe_training.jsonl"),
        ["chat_templates"] = ChatTemplates,
        ["tool_parsing"] = JsonLines,
        ["sampling"] = folder => JsonLines(folder).Concat(Keyed(folder, Path.Combine(folder, "ranges.json"))),
        ["structured"] = JsonLines,
        ["rl"] = ReinforcementLearning,
        ["verify"] = Verification,
        ["smollm2"] = RealModel,
        ["stories260k"] = RealModel,
    };

    /// <summary>All cases under a folder, area by area in the order of their folders, sorted by name.</summary>
    /// <param name="folder">An area's folder, or one above several.</param>
    /// <param name="only"><c>AREA</c> or <c>AREA/BEGINNING</c>; null for all.</param>
    public static IEnumerable<ConformanceCase> Find(string folder, string? only = null)
    {
        var (area, beginning) = Split(only);
        return from path in AreaFolders(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
               let name = Path.GetFileName(path)
               where area is null || area == name
               from item in Listers[name](path).Order(StringComparer.Ordinal)
               where item.StartsWith(beginning, StringComparison.Ordinal)
               select new ConformanceCase(name, item, path);
    }

    /// <summary>Names of the tensors of a safetensors file, in the order of its header.</summary>
    internal static IEnumerable<string> TensorNames(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return [.. file.Tensors.Keys];
    }

    internal static IEnumerable<string> Keyed(string folder, string path, string key = "id") =>
        File.Exists(path)
            ? CaseRows.Read(path, key).Select(row => $"{Relative(folder, path)}#{row.Id}")
            : [];

    private static (string? Area, string Beginning) Split(string? only)
    {
        if (only is null)
        {
            return (null, "");
        }

        var slash = only.IndexOf('/');
        return slash < 0 ? (only, "") : (only[..slash], only[(slash + 1)..]);
    }

    private static IEnumerable<string> AreaFolders(string folder) =>
        Listers.ContainsKey(Path.GetFileName(folder))
            ? [folder]
            : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(AreaFolders);

    private static IEnumerable<string> Models(string folder) =>
        Deep(folder, "case.json").Select(path => Relative(folder, Path.GetDirectoryName(path)!));

    private static IEnumerable<string> LowPrecision(string folder)
    {
        foreach (var name in TensorNames(Path.Combine(folder, "casts.safetensors")))
        {
            var dot = name.LastIndexOf('.');
            var (kind, what) = (name[..Math.Max(dot, 0)], name[(dot + 1)..]);
            if (what == "bits")
            {
                yield return $"casts.safetensors#{kind}.encode";
            }
            else if (what.StartsWith("decode", StringComparison.Ordinal))
            {
                yield return $"casts.safetensors#{name}";
            }
        }

        yield return "fp4.safetensors#mxfp4";
        yield return "fp4.safetensors#nvfp4";
        foreach (var name in Keyed(folder, Path.Combine(folder, "block_quant.json"), "case"))
        {
            yield return name;
        }

        foreach (var name in TensorNames(Path.Combine(folder, "block_quant.safetensors")))
        {
            if (name.StartsWith("gemm.", StringComparison.Ordinal) && name.EndsWith(".y", StringComparison.Ordinal))
            {
                yield return $"block_quant.safetensors#{name[..^2]}";
            }
        }
    }

    private static IEnumerable<string> ChatTemplates(string folder)
    {
        var inExpected = Deep(folder, "*.jsonl").Where(path => ParentName(path) == "expected");
        var inV32 = Deep(folder, "*.jsonl").Where(path => ParentName(path) == "deepseek_v32");
        var releases = Deep(folder, "*.messages.json.gz").Where(path => ParentName(path) == "release");
        return inExpected.Concat(Deep(folder, "micro.jsonl")).Concat(inV32)
            .SelectMany(path => Keyed(folder, path))
            .Concat(releases.Select(path => Relative(folder, path)));
    }

    private static IEnumerable<string> JsonLines(string folder) =>
        Deep(folder, "*.jsonl")
            .Where(path => !Path.GetFileName(path).StartsWith('_'))
            .SelectMany(path => Keyed(folder, path));

    private static IEnumerable<string> ReinforcementLearning(string folder) =>
        Flat(folder, "*.json").SelectMany(path => Path.GetFileName(path) switch
        {
            "manifest.json" => [],
            "long_sequences.json" => ["long_sequences.json"],
            _ => Keyed(folder, path),
        });

    private static IEnumerable<string> Verification(string folder) =>
        new[]
        {
            ("math", "*.jsonl"), ("puzzles", "*.jsonl"), ("ifeval", "*.jsonl"), ("language", "*.jsonl"), ("proofs", "*.jsonl"),
            ("code", "verdicts.jsonl"), ("code", "stdio_programs.jsonl"), ("code", "checker_cases.jsonl"),
        }
        .SelectMany(part => Flat(Path.Combine(folder, part.Item1), part.Item2))
        .SelectMany(path => Keyed(folder, path));

    private static IEnumerable<string> RealModel(string folder)
    {
        foreach (var name in new[] { "tokens.json", "generation.json", "logprobs.json" })
        {
            var count = CaseRows.Read(Path.Combine(folder, name)).Count();
            for (var i = 0; i < count; i++)
            {
                yield return $"{name}#{i}";
            }
        }

        foreach (var name in new[] { "weights.json", "random_ids.safetensors" })
        {
            if (File.Exists(Path.Combine(folder, name)))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> AnyDepth(string folder, params string[] names) =>
        names.SelectMany(name => Deep(folder, name)).SelectMany(path => Keyed(folder, path));

    private static IEnumerable<string> Deep(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories);

    internal static IEnumerable<string> Flat(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    private static string ParentName(string path) => Path.GetFileName(Path.GetDirectoryName(path)!);

    internal static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
