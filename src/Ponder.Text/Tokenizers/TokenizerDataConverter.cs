using Ponder.Text.Tokenizers.Json;

namespace Ponder.Text.Tokenizers;

/// <summary>Writes <see cref="TokenizerData"/> as the <c>tokenizer.json</c> that means the same.</summary>
internal static class TokenizerDataConverter
{
    private const int Unknown = 2, Control = 3, UserDefined = 4, Unused = 5;

    public static Tokenizer Convert(TokenizerData data)
    {
        Check(data);
        var warnings = new List<string>();
        var writer = data.Kind switch
        {
            "gpt2" => ByteLevel(data, warnings),
            "llama" => SentencePiece(data),
            _ => throw new UserException($"{data.Source}: expected a tokenizer of kind gpt2 or llama, found {data.Kind}"),
        };
        var config = new TokenizerConfig
        {
            BosToken = TokenText(data, data.BosId),
            EosToken = TokenText(data, data.EosId),
            PadToken = TokenText(data, data.PadId),
            UnknownToken = TokenText(data, data.UnknownId),
            ChatTemplate = data.ChatTemplate,
        };
        return new Tokenizer(TokenizerJsonReader.Read(writer.Write(), data.Source), config) { Warnings = warnings };
    }

    private static void Check(TokenizerData data)
    {
        var count = data.Tokens.Count;
        CheckLength("scores", data.Scores?.Count);
        CheckLength("types", data.Types?.Count);
        CheckId("BOS", data.BosId);
        CheckId("EOS", data.EosId);
        CheckId("unknown", data.UnknownId);
        CheckId("padding", data.PadId);
        var seen = new Dictionary<string, int>(count);
        for (var id = 0; id < count; id++)
        {
            if (TypeOf(data, id) != Unused && !seen.TryAdd(data.Tokens[id], id))
            {
                throw new UserException($"{data.Source}: \"{data.Tokens[id]}\" has the ids {seen[data.Tokens[id]]} and {id}");
            }
        }

        void CheckLength(string what, int? length)
        {
            if (length is { } found && found != count)
            {
                throw new UserException($"{data.Source}: expected {count} {what}, one per token, found {found}");
            }
        }

        void CheckId(string what, int? id)
        {
            if (id is { } found && (uint)found >= (uint)count)
            {
                throw new UserException($"{data.Source}: the {what} id is {found}, but there are {count} tokens");
            }
        }
    }

    private static TokenizerJsonWriter ByteLevel(TokenizerData data, List<string> warnings)
    {
        var rule = data.Pre is null ? null : PreTokenizerRules.Find(data.Pre);
        if (rule is null)
        {
            rule = PreTokenizerRules.Find("gpt-2")!;
            warnings.Add(
                $"{data.Source}: the split rule {data.Pre ?? "(none)"} is not known (known: "
                + $"{string.Join(", ", PreTokenizerRules.All.Select(r => r.Name))}); gpt-2's is used and ids may differ");
        }

        var merges = data.Merges ?? throw new UserException($"{data.Source}: a gpt2 tokenizer needs merges, found none");
        return new TokenizerJsonWriter
        {
            Tokens = Kept(data),
            Merges = merges.Select(m => SplitMerge(data, m)).ToArray(),
            AddedTokens = Added(data),
            IgnoreMerges = rule.IgnoreMerges,
            Normalizer = rule.Normalizer,
            PreTokenizer = data.AddSpacePrefix ?? false
                ? rule.PreTokenizer.Replace("\"add_prefix_space\":false", "\"add_prefix_space\":true", StringComparison.Ordinal)
                : rule.PreTokenizer,
            Decoder = """{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}""",
            Frame = Frame(data, rule.AddBos),
        };
    }

    private static TokenizerJsonWriter SentencePiece(TokenizerData data)
    {
        var prefix = data.AddSpacePrefix ?? true;
        const string Mark = """{"type":"Replace","pattern":{"String":" "},"content":"▁"}""";
        const string Unmark = """{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"}""";
        var (prepend, strip) = prefix
            ? ("""{"type":"Prepend","prepend":"▁"},""", """,{"type":"Strip","content":" ","start":1,"stop":0}""")
            : ("", "");
        return new TokenizerJsonWriter
        {
            Tokens = Kept(data),
            Merges = MergesOfScores(data),
            AddedTokens = Added(data),
            UnknownToken = TokenText(data, data.UnknownId),
            ByteFallback = true,
            Normalizer = $$"""{"type":"Sequence","normalizers":[{{prepend}}{{Mark}}]}""",
            Decoder = $$"""{"type":"Sequence","decoders":[{{Unmark}}{{strip}}]}""",
            Frame = Frame(data, addBos: true),
        };
    }

    /// <summary>
    /// The merges that scores stand for: every way to cut a token into two tokens, best score first, then smaller ids first.
    /// </summary>
    private static List<(string Left, string Right)> MergesOfScores(TokenizerData data)
    {
        var ids = new Dictionary<string, int>();
        for (var id = 0; id < data.Tokens.Count; id++)
        {
            if (TypeOf(data, id) is 1 or UserDefined)
            {
                ids[data.Tokens[id]] = id;
            }
        }

        var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var merges = new List<(float Score, int Token, int Left, int Right)>();
        foreach (var (token, id) in ids)
        {
            for (var cut = 1; cut < token.Length; cut++)
            {
                if (lookup.TryGetValue(token.AsSpan(0, cut), out var left) && lookup.TryGetValue(token.AsSpan(cut), out var right))
                {
                    merges.Add((data.Scores?[id] ?? 0, id, left, right));
                }
            }
        }

        return merges
            .OrderByDescending(m => m.Score).ThenBy(m => m.Token).ThenBy(m => m.Left).ThenBy(m => m.Right)
            .Select(m => (data.Tokens[m.Left], data.Tokens[m.Right]))
            .ToList();
    }

    private static (string Left, string Right) SplitMerge(TokenizerData data, string merge)
    {
        var space = merge.Length < 2 ? -1 : merge.IndexOf(' ', 1);
        return space > 0
            ? (merge[..space], merge[(space + 1)..])
            : throw new UserException($"{data.Source}: expected a merge \"left right\", found \"{merge}\"");
    }

    private static List<AddedToken> Added(TokenizerData data)
    {
        var added = new List<AddedToken>();
        for (var id = 0; id < data.Tokens.Count; id++)
        {
            var type = TypeOf(data, id);
            if (type is Unknown or Control or UserDefined && data.Tokens[id].Length > 0)
            {
                added.Add(new AddedToken { Id = id, Content = data.Tokens[id], Special = type != UserDefined });
            }
        }

        return added;
    }

    private static SpecialFrame Frame(TokenizerData data, bool addBos)
    {
        return new SpecialFrame(
            (data.AddBos ?? addBos) && data.BosId is { } bos ? [bos] : [],
            (data.AddEos ?? false) && data.EosId is { } eos ? [eos] : []);
    }

    private static string?[] Kept(TokenizerData data)
    {
        return data.Tokens.Select((token, id) => TypeOf(data, id) == Unused ? null : token).ToArray();
    }

    private static int TypeOf(TokenizerData data, int id) => data.Types?[id] ?? 1;

    private static string? TokenText(TokenizerData data, int? id) => id is { } known ? data.Tokens[known] : null;
}
