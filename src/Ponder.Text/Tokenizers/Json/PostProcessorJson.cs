namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads the member <c>post_processor</c>, of which Ponder needs the part for single sequences.</summary>
internal static class PostProcessorJson
{
    public static (SpecialFrame Frame, bool TrimOffsets) Read(JsonCursor node)
    {
        if (node.IsNull)
        {
            return (SpecialFrame.None, false);
        }

        switch (node.Type())
        {
            case "ByteLevel":
                return (SpecialFrame.None, node["trim_offsets"].Bool(true));

            case "TemplateProcessing":
                return (ReadTemplate(node), false);

            case "BertProcessing" or "RobertaProcessing":
                return (new SpecialFrame([ReadPairId(node["cls"])], [ReadPairId(node["sep"])]), node["trim_offsets"].Bool(false));

            case "Sequence":
                var (frame, trim) = (SpecialFrame.None, false);
                foreach (var item in node["processors"].Items())
                {
                    var (outer, trims) = Read(item);
                    frame = frame.Within(outer);
                    trim |= trims;
                }

                return (frame, trim);

            case var type:
                throw node.Unsupported($"the post-processor {type}");
        }
    }

    private static SpecialFrame ReadTemplate(JsonCursor node)
    {
        var ids = new Dictionary<string, int[]>();
        foreach (var (name, token) in node["special_tokens"].Members())
        {
            ids[name] = token["ids"].Items().Select(TokenizerJsonReader.ReadId).ToArray();
        }

        var single = node["single"];
        var (before, after) = (new List<int>(), new List<int>());
        var sequences = 0;
        foreach (var item in single.Items())
        {
            if (!item["Sequence"].IsNull)
            {
                sequences++;
                continue;
            }

            var special = item["SpecialToken"]["id"];
            if (!ids.TryGetValue(special.String(), out var tokens))
            {
                throw special.Invalid($"\"{special.String()}\" is not among special_tokens");
            }

            (sequences == 0 ? before : after).AddRange(tokens);
        }

        return sequences == 1 ? new SpecialFrame(before, after) : throw single.Invalid("expected the sequence exactly once");
    }

    private static int ReadPairId(JsonCursor node)
    {
        var parts = node.Items().ToArray();
        return parts.Length == 2 ? TokenizerJsonReader.ReadId(parts[1]) : throw node.Wrong("a token and its id");
    }
}
