using Ponder.Text.Tokenizers.Models;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads the member <c>model</c> where it is a BPE model.</summary>
internal static class BpeModelJson
{
    public static BpeModel Read(JsonCursor node, bool byteLevel)
    {
        // Files from before 2020 have no type; a BPE model is known by its merges.
        var type = node["type"].OptionalString() ?? (node["merges"].IsNull ? "without type" : "BPE");
        if (type != "BPE")
        {
            throw node.Unsupported($"a model {type}");
        }

        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (!string.IsNullOrEmpty(node[affix].OptionalString()))
            {
                throw node[affix].Unsupported($"a BPE model with {affix}");
            }
        }

        if (!node["dropout"].IsNull && node["dropout"].Double() != 0)
        {
            throw node["dropout"].Unsupported("BPE dropout (random merges)");
        }

        var vocabulary = ReadVocabulary(node["vocab"]);
        var unknown = node["unk_token"].OptionalString();
        var options = new BpeOptions
        {
            UnknownId = unknown is null ? null : vocabulary.IdOf(unknown)
                ?? throw node["unk_token"].Invalid($"\"{unknown}\" is not in the vocabulary"),
            FuseUnknown = node["fuse_unk"].Bool(false),
            ByteFallback = node["byte_fallback"].Bool(false),
            IgnoreMerges = node["ignore_merges"].Bool(false),
            ByteLevel = byteLevel,
        };
        return new BpeModel(vocabulary, ReadMerges(node["merges"], vocabulary), options);
    }

    private static Vocabulary ReadVocabulary(JsonCursor node)
    {
        var ids = new Dictionary<string, int>();
        var tokens = new Dictionary<int, string>();
        foreach (var (token, value) in node.Members())
        {
            var id = TokenizerJsonReader.ReadId(value);
            if (!tokens.TryAdd(id, token))
            {
                throw value.Invalid($"id {id} belongs to \"{tokens[id]}\" and to \"{token}\"");
            }

            if (!ids.TryAdd(token, id))
            {
                throw value.Invalid($"token \"{token}\" occurs twice");
            }
        }

        return new Vocabulary(ids);
    }

    private static MergeTable ReadMerges(JsonCursor node, Vocabulary vocabulary)
    {
        if (node.IsNull)
        {
            return new MergeTable(0);
        }

        var merges = new MergeTable(node.Count);
        Span<char> buffer = stackalloc char[256];
        var rank = 0;
        foreach (var item in node.Items())
        {
            var (left, right) = ReadPair(item);
            var length = left.Length + right.Length;
            var joined = length <= buffer.Length ? buffer[..length] : new char[length];
            left.CopyTo(joined);
            right.CopyTo(joined[left.Length..]);
            if (vocabulary.IdOf(left) is not { } leftId || vocabulary.IdOf(right) is not { } rightId
                || !vocabulary.TryGetId(joined, out var merged))
            {
                throw item.Invalid($"\"{left}\", \"{right}\" and their union must all be in model.vocab");
            }

            merges.Add(leftId, rightId, rank++, merged);
        }

        return merges;
    }

    private static (string Left, string Right) ReadPair(JsonCursor item)
    {
        if (item.IsArray)
        {
            var parts = item.Items().Select(p => p.String()).ToArray();
            return parts.Length == 2 ? (parts[0], parts[1]) : throw item.Wrong("two strings");
        }

        var text = item.String();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < text.Length - 1 && text.IndexOf(' ', space + 1) < 0
            ? (text[..space], text[(space + 1)..])
            : throw item.Wrong("two tokens with one space between them");
    }
}
