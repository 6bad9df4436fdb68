using System.Text.Json;

namespace Ponder.Cli.Conformance;

/// <summary>Lists the cases of the area <c>gguf</c>.</summary>
internal static class GgufCaseList
{
    public static IEnumerable<string> Names(string folder) =>
        [.. Verdicts(folder), .. Metadata(folder), .. Tensors(folder), .. Quantisations(folder), .. Models(folder)];

    private static IEnumerable<string> Verdicts(string folder) =>
        CaseLists.Keyed(folder, Path.Combine(folder, "malformed.json"), "file")
            .Concat(CaseLists.Keyed(folder, Path.Combine(folder, "not_models.json"), "file"));

    private static IEnumerable<string> Metadata(string folder) =>
        CaseLists.Flat(folder, "metadata_*.gguf").Select(path => Path.GetFileName(path));

    private static IEnumerable<string> Tensors(string folder) =>
        from expected in CaseLists.Flat(folder, "quants*_expected_f32.safetensors")
        let file = FileOf(folder, expected)
        from name in CaseLists.TensorNames(expected)
        select $"{Path.GetFileName(file)}#{name}";

    /// <summary>The GGUF file whose values an <c>…_expected_f32.safetensors</c> holds.</summary>
    private static string FileOf(string folder, string expected) =>
        CaseLists.Flat(folder, "quants*.gguf")
            .First(path => Path.GetFileName(expected).StartsWith(ExpectedStem(path), StringComparison.Ordinal));

    /// <summary>How the name of the file with a GGUF file's values begins.</summary>
    public static string ExpectedStem(string path)
    {
        const string source = "_from_f32";
        var stem = Path.GetFileNameWithoutExtension(path);
        return (stem.EndsWith(source, StringComparison.Ordinal) ? stem[..^source.Length] : stem) + "_expected";
    }

    private static IEnumerable<string> Quantisations(string folder)
    {
        var list = Path.Combine(folder, "quants.json");
        if (!File.Exists(list))
        {
            yield break;
        }

        var sources = CaseLists.TensorNames(Path.Combine(folder, "quants_source_f32.safetensors")).ToHashSet(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var row in document.RootElement.GetProperty("tensors").EnumerateArray())
        {
            var name = row.GetProperty("tensor").GetString()!;
            var dot = name.IndexOf('.');
            if (dot >= 0 && sources.Contains(name[(dot + 1)..]) && name[..dot] != "F32")
            {
                yield return $"quants.gguf#{name}:quantise";
            }
        }
    }

    private static IEnumerable<string> Models(string folder)
    {
        foreach (var logits in CaseLists.Flat(folder, "*.logits.safetensors"))
        {
            var name = Path.GetFileName(logits);
            name = name[..name.IndexOf('.')];
            yield return $"{name}.tokens.json";
            foreach (var path in CaseLists.Flat(folder, $"{name}.*.gguf"))
            {
                yield return $"{Path.GetFileName(path)}#logits";
                yield return $"{Path.GetFileName(path)}#export";
            }
        }
    }
}
