using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>Damaged files: whatever happens to them, the only exception is the one for users.</summary>
public sealed class TokenizerFuzzTests
{
    private static readonly string[] Seeds = [.. CreateSeeds()];

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "3", "1e400", "99999999999", "\"\"", "\"x\"", "\"HALF\"", "[]", "{}", "[[]]", "\"ByteLevel\"", "\"Fuse\"",
        "\"Sequence\"", "\"Replace\"", "{\"type\":\"Fuse\"}", "{\"type\":\"NFKD\"}", "{\"Regex\":\"(\"}", "{\"String\":\"\"}", "\"[\\\\ud83d]\"",
    ];

    [Fact]
    public void Json_with_changed_values_loads_or_is_a_user_error()
    {
        var changes = Gen.Two(Gen.Choose(0, 100_000)).ArrayOf(3).ToArbitrary();
        Prop.ForAll(Gen.Choose(0, Seeds.Length - 1).ToArbitrary(), changes, (seed, edits) =>
        {
            var root = JsonNode.Parse(Seeds[seed])!;
            foreach (var (where, what) in edits)
            {
                Change(root, where, Values[what % Values.Length], what % 5 == 0);
            }

            // Half of a surrogate pair is valid JSON and invalid Unicode; the writer refuses it.
            return Survives(Encoding.UTF8.GetBytes(root.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Json_with_changed_bytes_loads_or_is_a_user_error()
    {
        var changes = Gen.Two(Gen.Choose(0, 1_000_000)).ArrayOf().ToArbitrary();
        Prop.ForAll(Gen.Choose(0, Seeds.Length - 1).ToArbitrary(), changes, (seed, edits) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Seeds[seed]);
            foreach (var (where, what) in edits)
            {
                bytes[where % bytes.Length] = (byte)what;
            }

            return Survives(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Json_cut_short_is_a_user_error()
    {
        var bytes = Encoding.UTF8.GetBytes(Seeds[0]);
        for (var length = 0; length < bytes.Length; length += 97)
        {
            var cut = bytes[..length];
            Assert.Throws<UserException>(() => Tokenizer.FromJson(cut, new TokenizerConfig()));
        }
    }

    [Fact]
    public void Metadata_with_changed_numbers_builds_or_is_a_user_error()
    {
        TokenizerData[] seeds = [TestTokenizers.ByteLevelData(), TestTokenizers.SentencePieceData()];
        Prop.ForAll(Gen.Elements(seeds).ToArbitrary(), Gen.Choose(-2, 400).ArrayOf(6).ToArbitrary(), (data, numbers) =>
        {
            var changed = data with
            {
                BosId = numbers[0],
                UnknownId = numbers[1] % 3 == 0 ? null : numbers[1],
                Types = data.Types!.Select((type, id) => id == numbers[2] ? numbers[3] % 8 : type).ToArray(),
                Tokens = data.Tokens.Select((token, id) => id == numbers[4] ? data.Tokens[Math.Abs(numbers[5]) % 10] : token).ToArray(),
                Merges = numbers[3] % 4 == 0 ? null : data.Merges,
            };
            try
            {
                return Use(Tokenizer.FromData(changed));
            }
            catch (UserException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    private static bool Survives(byte[] json)
    {
        try
        {
            return Use(Tokenizer.FromJson(json, new TokenizerConfig { BosToken = "<s>" }));
        }
        catch (UserException)
        {
            return true;
        }
    }

    private static bool Use(Tokenizer tokenizer)
    {
        var ids = tokenizer.Encode("the <s> hello 12 é😀\ud800 <|im_end|>", addSpecial: true);
        tokenizer.EncodeWithOffsets("a \u0301b", new EncodingOptions { AddSpecial = true });
        tokenizer.Decode(ids, skipSpecial: false);
        tokenizer.Decode([0, 3, 66, 1 << 20, -5]);
        return true;
    }

    /// <summary>Replaces or removes one value of the tree, counted in the order of the file.</summary>
    private static void Change(JsonNode root, int where, string value, bool remove)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(root, places);
        if (places.Count == 0)
        {
            return;
        }

        // The components outweigh the many entries of the vocabulary.
        var heads = places.Where(p => p.Parent.GetPath().Split('.').Length < 5 && !p.Parent.GetPath().Contains("vocab", StringComparison.Ordinal)).ToArray();
        var (parent, name, index) = where % 4 == 0 || heads.Length == 0 ? places[where % places.Count] : heads[where % heads.Length];
        switch (parent)
        {
            case JsonObject members when remove:
                members.Remove(name!);
                break;
            case JsonObject members:
                members[name!] = Parse(value);
                members["HALF"] = null;
                break;
            case JsonArray items:
                items[index] = Parse(value);
                break;
        }
    }

    private static JsonNode? Parse(string value) => JsonNode.Parse(value);

    private static void Collect(JsonNode? node, List<(JsonNode Parent, string? Name, int Index)> places)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, child) in members)
            {
                places.Add((node, name, 0));
                Collect(child, places);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                places.Add((node, null, i));
                Collect(items[i], places);
            }
        }
    }

    private static IEnumerable<string> CreateSeeds()
    {
        Tokenizer[] tokenizers =
        [
            TestTokenizers.ByteLevel("deepseek-v3"), TestTokenizers.ByteLevel("smollm"), TestTokenizers.SentencePiece(),
            CharacterTokenizer.FromAlphabet("the lo12é😀\ud83d\ude01<>_|im-nds", ["<think>"]),
        ];
        foreach (var tokenizer in tokenizers)
        {
            using var folder = new TemporaryFolder();
            tokenizer.Save(folder.Path);
            yield return File.ReadAllText(Path.Combine(folder.Path, "tokenizer.json"));
        }
    }
}
