using System.Text;
using Ponder.TestSupport;
using Ponder.Text;
using Ponder.Text.Tokenizers;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>Components of <c>tokenizer.json</c>, each in a file of a few tokens.</summary>
public sealed class TokenizerJsonTests
{
    /// <summary>A character vocabulary, so that tokens show the pieces: every piece of these tests is a token.</summary>
    private static Tokenizer Load(
        string preTokenizer = "null", string normalizer = "null", string decoder = "null", string added = "[]", string post = "null",
        string model = "{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1,\"c\":2,\" \":3,\"1\":4,\"▁\":5,\"<unk>\":6,\"-\":7},\"merges\":[],\"unk_token\":\"<unk>\"}")
    {
        var json = $$"""
            {"version":"1.0","added_tokens":{{added}},"normalizer":{{normalizer}},"pre_tokenizer":{{preTokenizer}},
             "post_processor":{{post}},"decoder":{{decoder}},"model":{{model}}}
            """;
        return Tokenizer.FromJson(Encoding.UTF8.GetBytes(json), new TokenizerConfig());
    }

    /// <summary>Shows how text is cut: unknown pieces fuse within a piece and never across.</summary>
    private static string Cut(string preTokenizer, string text)
    {
        var tokenizer = Load(
            preTokenizer,
            model: "{\"type\":\"BPE\",\"vocab\":{\"<unk>\":0},\"merges\":[],\"unk_token\":\"<unk>\",\"fuse_unk\":true}");
        var offsets = tokenizer.EncodeWithOffsets(text, new EncodingOptions()).Offsets;
        var runes = text.EnumerateRunes().ToArray();
        return string.Join('|', offsets.Select(o => string.Concat(runes[o.Start..o.End].Select(r => r.ToString()))));
    }

    [Theory]
    [InlineData("Removed", "a|b")]
    [InlineData("Isolated", "a|-|-|b|-")]
    [InlineData("MergedWithPrevious", "a-|-|b-")]
    [InlineData("MergedWithNext", "a|-|-b|-")]
    [InlineData("Contiguous", "a|--|b|-")]
    public void Split_behaviours_treat_delimiters_as_named(string behaviour, string expected)
    {
        Assert.Equal(expected, Cut($$"""{"type":"Split","pattern":{"String":"-"},"behavior":"{{behaviour}}","invert":false}""", "a--b-"));
    }

    [Fact]
    public void Split_inverted_keeps_what_matches()
    {
        Assert.Equal("ab|c", Cut("""{"type":"Split","pattern":{"Regex":"[a-z]+"},"behavior":"Removed","invert":true}""", "ab--c-"));
    }

    [Theory]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12𝟙b", "a|1|2|𝟙|b")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "a12𝟙b", "a|12𝟙|b")]
    [InlineData("""{"type":"Punctuation"}""", "a,$b—c", "a|,|$|b|—|c")]
    [InlineData("""{"type":"Whitespace"}""", "ab_1, c  d", "ab_1|,|c|d")]
    [InlineData("""{"type":"WhitespaceSplit"}""", " ab, c\u00A0d", "ab,|c|d")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"\\p{L}+"},"behavior":"Isolated","invert":false}""", "😀𐐀𝐀a😀", "😀|𐐀𝐀a|😀")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits","individual_digits":true}]}""", "a 12", "a|1|2")]
    public void PreTokenizer_cuts_as_documented(string preTokenizer, string text, string expected)
    {
        Assert.Equal(expected, Cut(preTokenizer, text));
    }

    [Theory]
    [InlineData("always", "5 0 5 1")]
    [InlineData("never", "0 5 1")]
    [InlineData("first", "5 0 5 1")]
    public void Metaspace_marks_spaces_and_the_start_by_scheme(string scheme, string ids)
    {
        var tokenizer = Load($$"""{"type":"Metaspace","replacement":"▁","prepend_scheme":"{{scheme}}","split":true}""");

        Assert.Equal(ids, string.Join(' ', tokenizer.Encode("a b")));
    }

    [Theory]
    [InlineData("""{"type":"NFC"}""", "e\u0301", "é")]
    [InlineData("""{"type":"NFC"}""", "\u1100\u1161\u11A8", "각")]
    [InlineData("""{"type":"NFC"}""", "\u0958", "\u0915\u093C")]
    [InlineData("""{"type":"NFC"}""", "q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("""{"type":"NFD"}""", "é각", "e\u0301\u1100\u1161\u11A8")]
    [InlineData("""{"type":"NFKC"}""", "ﬁ①Å", "fi1Å")]
    [InlineData("""{"type":"NFKD"}""", "Å½", "A\u030A1\u20442")]
    [InlineData("""{"type":"Lowercase"}""", "AÉİ𐐀", "aéi\u0307𐐨")]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":false}""", "  a ", "a ")]
    [InlineData("""{"type":"Prepend","prepend":"x"}""", "a", "xa")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" "}""", "a   b c", "a b c")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"Lowercase"},{"type":"Replace","pattern":{"String":"a"},"content":"bc"}]}""", "AA", "bcbc")]
    public void Normalizer_rewrites_as_unicode_and_the_file_say(string normalizer, string text, string expected)
    {
        var vocabulary = string.Join(',', expected.EnumerateRunes().Select(r => r.ToString()).Distinct().Select((c, i) => $"\"{c}\":{i}"));
        var tokenizer = Load(
            normalizer: normalizer, decoder: """{"type":"Fuse"}""", model: $"{{\"type\":\"BPE\",\"vocab\":{{{vocabulary}}},\"merges\":[]}}");

        Assert.Equal(expected, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void AddedToken_takes_longest_match_and_strips_as_told()
    {
        var tokenizer = Load(added: """
            [{"id":10,"content":"<s>","special":true},{"id":11,"content":"<s>x","special":false,"normalized":false},
             {"id":12,"content":"[L]","lstrip":true,"rstrip":true,"special":true},{"id":13,"content":"ab","single_word":true,"normalized":false}]
            """);

        Assert.Equal([10, 0, 11, 0], tokenizer.Encode("<s>a<s>xa"));
        Assert.Equal([0, 12, 1], tokenizer.Encode("a  [L]  b"));
        Assert.Equal([13, 3, 0, 1, 2], tokenizer.Encode("ab abc"));
        Assert.Equal([6, 6, 6, 0], tokenizer.EncodeWithOffsets("<s>a", new EncodingOptions { SpecialAsText = true }).Ids);
        Assert.Equal(14, tokenizer.VocabularySize);
    }

    [Fact]
    public void PostProcessor_template_frames_the_text()
    {
        var tokenizer = Load(
            added: """[{"id":10,"content":"<s>","special":true},{"id":11,"content":"</s>","special":true}]""",
            post: """
                {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
                {"SpecialToken":{"id":"</s>","type_id":0}}],"pair":[],"special_tokens":{"<s>":{"id":"<s>","ids":[10],"tokens":["<s>"]},
                "</s>":{"id":"</s>","ids":[11],"tokens":["</s>"]}}}
                """);

        Assert.Equal([10, 0, 1, 11], tokenizer.Encode("ab", addSpecial: true));
        Assert.Equal([0, 1], tokenizer.Encode("ab"));
        Assert.Equal([(0, 0), (0, 1), (1, 2), (0, 0)], tokenizer.EncodeWithOffsets("ab", new EncodingOptions { AddSpecial = true }).Offsets);
    }

    [Theory]
    [InlineData("null", "a b")]
    [InlineData("""{"type":"Fuse"}""", "ab")]
    [InlineData("""{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"Replace","pattern":{"String":"ab"},"content":"X"}]}""", "X")]
    [InlineData("""{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"Strip","content":"b","start":0,"stop":1}]}""", "a")]
    [InlineData("""{"type":"Strip","content":"a","start":1,"stop":0}""", "b")]
    [InlineData("""{"type":"BPEDecoder","suffix":"a"}""", " b")]
    public void Decoder_joins_tokens_as_named(string decoder, string expected)
    {
        var tokenizer = Load(decoder: decoder);
        var stream = tokenizer.StreamDecode();

        Assert.Equal(expected, tokenizer.Decode([0, 1]));
        Assert.Equal(expected, stream.Push(0) + stream.Push(1) + stream.Flush());
    }

    [Theory]
    [InlineData("""{"type":"UnicodeScripts"}""", "null", "null", "the pre-tokenizer UnicodeScripts")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"ByteLevel"},{"type":"Digits"}]}""", "null", "null", "a pre-tokenizer after ByteLevel")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"\\p{Han}"},"behavior":"Isolated"}""", "null", "null", @"\p{Han}")]
    [InlineData("null", """{"type":"Precompiled","precompiled_charsmap":""}""", "null", "the normalizer Precompiled")]
    [InlineData("null", "null", """{"type":"CTC"}""", "the decoder CTC")]
    public void Component_not_supported_is_named_with_its_place(string preTokenizer, string normalizer, string decoder, string named)
    {
        var error = Assert.Throws<UserException>(() => Load(preTokenizer, normalizer, decoder));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("tokenizer.json: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"Unigram","vocab":[]}""", "a model Unigram")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":["a b"]}""", "model.merges[0]")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":["ab"]}""", "model.merges[0]")]
    [InlineData("""{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}""", "model.vocab.b")]
    [InlineData("""{"type":"BPE","vocab":{"a":-1},"merges":[]}""", "model.vocab.a")]
    [InlineData("""{"type":"BPE","vocab":{"a":2000000000},"merges":[]}""", "model.vocab.a")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"x"}""", "model.unk_token")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":[],"dropout":0.1}""", "dropout")]
    [InlineData("3", "model")]
    public void Model_damaged_is_a_user_error_with_its_place(string model, string named)
    {
        var error = Assert.Throws<UserException>(() => Load(model: model));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_without_tokenizer_says_what_is_missing()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<UserException>(() => Tokenizer.FromFolder(folder.Path));

        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Config_tokens_may_be_strings_or_objects()
    {
        using var folder = new TemporaryFolder();
        TestTokenizers.ByteLevel().Save(folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "tokenizer_config.json"), """
            {"bos_token":{"content":"<|im_start|>","lstrip":false},"eos_token":"<|im_end|>","pad_token":null,
             "chat_template":[{"name":"tool_use","template":"x"},{"name":"default","template":"y"}]}
            """);

        var tokenizer = Tokenizer.FromFolder(folder.Path);

        Assert.Equal((1, 2, null, "y"), (tokenizer.BosId, tokenizer.EosId, tokenizer.PadId, tokenizer.Config.ChatTemplate));
    }
}
