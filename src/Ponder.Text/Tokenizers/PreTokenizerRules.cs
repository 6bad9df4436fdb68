using System.Text.Json;

namespace Ponder.Text.Tokenizers;

/// <summary>The split rules that checkpoint files name.</summary>
public static class PreTokenizerRules
{
    private const string ByteLevel = """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""";
    private const string ByteLevelOnly = """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}""";
    private const string Digits = """{"type":"Digits","individual_digits":true}""";
    private const string Nfc = """{"type":"NFC"}""";

    private const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string DeepSeekScripts = @"[一-龥぀-ゟ゠-ヿ]+";
    private const string DeepSeekWords = @"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>All rules.</summary>
    public static IReadOnlyList<PreTokenizerRule> All { get; } =
    [
        new("gpt-2", ByteLevel),
        new("smollm", Sequence(Digits, ByteLevel)),
        new("llama-bpe", Sequence(Split(Llama3), ByteLevelOnly), IgnoreMerges: true, AddBos: true),
        new("qwen2", Sequence(Split(Qwen2), ByteLevelOnly), Nfc),
        new("deepseek-r1-qwen", Sequence(Split(Qwen2), ByteLevelOnly), Nfc),
        new("deepseek-v3", Sequence(Split(@"\p{N}{1,3}"), Split(DeepSeekScripts), Split(DeepSeekWords), ByteLevelOnly)),
    ];

    /// <summary>The rule of a name, or null.</summary>
    public static PreTokenizerRule? Find(string name) => All.FirstOrDefault(r => r.Name == name);

    private static string Sequence(params string[] steps)
    {
        return $$"""{"type":"Sequence","pretokenizers":[{{string.Join(',', steps)}}]}""";
    }

    private static string Split(string expression)
    {
        var quoted = JsonSerializer.Serialize(expression);
        return $$$"""{"type":"Split","pattern":{"Regex":{{{quoted}}}},"behavior":"Isolated","invert":false}""";
    }
}
