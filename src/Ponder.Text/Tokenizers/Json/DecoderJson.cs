using Ponder.Text.Tokenizers.Decoders;
using Ponder.Text.Tokenizers.PreTokenizers;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads the member <c>decoder</c>.</summary>
internal static class DecoderJson
{
    public static DecoderChain Read(JsonCursor node)
    {
        if (node.IsNull)
        {
            return DecoderChain.Joined;
        }

        var stages = new List<Func<DecoderStage>>();
        var fused = false;
        ReadInto(node, stages, ref fused);
        return new DecoderChain(stages);
    }

    private static void ReadInto(JsonCursor node, List<Func<DecoderStage>> stages, ref bool fused)
    {
        var type = node.Type();
        if (fused && type is "Replace" or "ByteFallback" or "Metaspace" or "BPEDecoder")
        {
            // These look at whole tokens, and after a fusing stage the whole text is one token.
            stages.Add(() => new FuseAll());
        }

        switch (type)
        {
            case "Sequence":
                foreach (var item in node["decoders"].Items())
                {
                    ReadInto(item, stages, ref fused);
                }

                break;

            case "ByteLevel":
                stages.Add(() => new ByteLevelStage());
                fused = true;
                break;

            case "Fuse":
                // Every stage hands text on as it comes; fusing only forbids the later ones to see token borders.
                fused = true;
                break;

            case "ByteFallback":
                stages.Add(() => new ByteFallbackStage());
                break;

            case "Replace":
                var (pattern, content) = (PatternJson.Read(node["pattern"]), node["content"].String());
                stages.Add(() => new ReplaceStage(pattern, content));
                break;

            case "Strip":
                stages.Add(ReadStrip(node, fused));
                break;

            case "Metaspace":
                var mark = PreTokenizerJson.ReadMark(node["replacement"])[0];
                var dropFirst = PreTokenizerJson.ReadScheme(node) != PrependScheme.Never;
                stages.Add(() => new MetaspaceStage(mark, dropFirst));
                break;

            case "BPEDecoder":
                var suffix = node["suffix"].String();
                if (suffix.Length == 0)
                {
                    throw node["suffix"].Wrong("a suffix that is not empty");
                }

                stages.Add(() => new WordEndStage(suffix));
                break;

            default:
                throw node.Unsupported($"the decoder {type}");
        }
    }

    private static Func<DecoderStage> ReadStrip(JsonCursor node, bool fused)
    {
        var content = node["content"].String();
        if (content.Length != 1)
        {
            throw node["content"].Wrong("one character");
        }

        var (start, stop) = (ReadCount(node["start"]), ReadCount(node["stop"]));
        return fused
            ? () => new StripFusedStage(content[0], start, stop)
            : () => new StripStage(content[0], start, stop);
    }

    private static int ReadCount(JsonCursor node)
    {
        var count = node.Int();
        return count >= 0 ? count : throw node.Wrong("a count from 0");
    }
}
