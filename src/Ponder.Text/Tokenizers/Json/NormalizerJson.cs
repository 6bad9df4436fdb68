using Ponder.Text.Tokenizers.Normalizers;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads the member <c>normalizer</c>.</summary>
internal static class NormalizerJson
{
    public static INormalizer? Read(JsonCursor node)
    {
        if (node.IsNull)
        {
            return null;
        }

        return node.Type() switch
        {
            "Sequence" => ReadSequence(node["normalizers"]),
            "Prepend" => new Prepend(node["prepend"].String()),
            "Replace" => new Replace(PatternJson.Read(node["pattern"]), node["content"].String()),
            "NFC" => new UnicodeNormalizer(UnicodeForm.Nfc),
            "NFD" => new UnicodeNormalizer(UnicodeForm.Nfd),
            "NFKC" => new UnicodeNormalizer(UnicodeForm.Nfkc),
            "NFKD" => new UnicodeNormalizer(UnicodeForm.Nfkd),
            "Lowercase" => new Lowercase(),
            "Strip" => new Strip(node["strip_left"].Bool(false), node["strip_right"].Bool(false)),
            var type => throw node.Unsupported($"the normalizer {type}"),
        };
    }

    private static NormalizerSequence? ReadSequence(JsonCursor node)
    {
        var steps = node.Items().Select(Read).OfType<INormalizer>().ToArray();
        return steps.Length == 0 ? null : new NormalizerSequence(steps);
    }
}
