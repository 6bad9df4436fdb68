using System.Text.Json;
using Ponder.Cli.Conformance.Runners;

namespace Ponder.Cli.Conformance;

/// <summary>Reads the facts of a case, by which <see cref="CaseKinds"/> decides.</summary>
public static class CaseFactsReader
{
    /// <summary>The facts of a case.</summary>
    public static CaseFacts Read(ConformanceCase item, ConformanceContext context)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        return item.Area switch
        {
            "models" => Model(item, context),
            "gguf" => Gguf(item),
            "tokenizers" when Path.GetFileName(item.File) is var file && file != "bpe_training.jsonl" =>
                new CaseFacts(item.Area, file, GoldenTokenizer.ModelOf(item, context)),
            "tokenizers" => new CaseFacts(item.Area, Path.GetFileName(item.File)),
            "rl" when item.Id is not null => Row(item, context),
            _ => new CaseFacts(item.Area, item.File),
        };
    }

    private static CaseFacts Model(ConformanceCase item, ConformanceContext context)
    {
        var description = context.Json(Path.Combine(item.Path, "case.json"));
        var config = Config(item.Path, description, context);
        return new CaseFacts(
            item.Area,
            Text(description, "kind"),
            Text(description, "model_type") is { Length: > 0 } family ? family : Text(config, "model_type"),
            Text(Member(config, "quantization_config"), "quant_method"),
            Text(description, "optimizer") is { Length: > 0 } optimiser ? optimiser : RopeKind(config));
    }

    private static string RopeKind(JsonElement config)
    {
        var rope = Member(config, "rope_scaling") is { ValueKind: JsonValueKind.Object } scaling ? scaling : Member(config, "rope_parameters");
        return Text(rope, "rope_type") is { Length: > 0 } kind ? kind : Text(rope, "type");
    }

    // Cases that start from another checkpoint are of that checkpoint's family.
    private static JsonElement Config(string folder, JsonElement description, ConformanceContext context)
    {
        foreach (var key in new[] { "initial_checkpoint", "base_checkpoint" })
        {
            if (Text(description, key) is { Length: > 0 } other)
            {
                folder = Path.Combine(folder, other);
            }
        }

        var config = Path.Combine(folder, "config.json");
        return File.Exists(config) ? context.Json(config) : default;
    }

    private static CaseFacts Gguf(ConformanceCase item)
    {
        if (item.File is "malformed.json" or "not_models.json")
        {
            return new CaseFacts(item.Area, item.File);
        }

        if (item.File.EndsWith(".tokens.json", StringComparison.Ordinal))
        {
            return new CaseFacts(item.Area, "tokens");
        }

        return item.Id switch
        {
            null => new CaseFacts(item.Area, "metadata"),
            "logits" => new CaseFacts(item.Area, "logits"),
            "export" => new CaseFacts(item.Area, "export"),
            var id when id.EndsWith(":quantise", StringComparison.Ordinal) =>
                new CaseFacts(item.Area, "quantise", id[..Math.Max(id.IndexOf('.'), 0)]),
            var id => new CaseFacts(item.Area, "dequantise", id.IndexOf('.') is var dot and >= 0 ? id[..dot] : id),
        };
    }

    private static CaseFacts Row(ConformanceCase item, ConformanceContext context)
    {
        var row = context.Row(item);
        var source = Member(row, "source");
        return new CaseFacts(
            item.Area, item.File, Text(row, "algorithm"), Text(source, "library"), Text(source, "function"));
    }

    private static JsonElement Member(JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var value) ? value : default;

    private static string Text(JsonElement row, string key) =>
        Member(row, key) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
}
