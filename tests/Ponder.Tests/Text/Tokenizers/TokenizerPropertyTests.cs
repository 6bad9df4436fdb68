using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ponder.Text.Tokenizers;
using Ponder.Text.Tokenizers.Models;
using Xunit;

namespace Ponder.Tests.Text.Tokenizers;

public sealed class TokenizerPropertyTests
{
    private static readonly Tokenizer ByteLevel = TestTokenizers.ByteLevel();
    private static readonly Tokenizer SentencePiece = TestTokenizers.SentencePiece();

    /// <summary>Words that meet the merges and the rules, beside arbitrary text.</summary>
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
            Gen.Elements(
                " the", "hello", " world", "and ing", "12", "123", "  ", "    ", "\n\n", "é", "e\u0301", "😀", "𝟙𝐀", "'s", "'S", "日本", "\0",
                "\u00A0", "<|im_start|>", "<|im_end", "\t", "he'll", "▁", "<0x41>"),
            ArbMap.Default.GeneratorFor<UnicodeString>().Select(s => s?.Get ?? ""))
        .ListOf().Select(parts => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat(parts)))).ToArbitrary();

    [Theory]
    [InlineData("gpt-2")]
    [InlineData("smollm")]
    [InlineData("llama-bpe")]
    [InlineData("deepseek-v3")]
    public void ByteLevel_any_text_decodes_to_itself(string pre)
    {
        var tokenizer = TestTokenizers.ByteLevel(pre);
        Prop.ForAll(Texts, text => tokenizer.Decode(tokenizer.Encode(text), skipSpecial: false) == text).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void SentencePiece_text_without_byte_like_tokens_decodes_to_itself()
    {
        // The mark itself, and text that looks like a byte token, are ambiguous in this kind of tokenizer.
        Prop.ForAll(Texts, text =>
        {
            var plain = text.Replace("▁", "", StringComparison.Ordinal).Replace("<", "", StringComparison.Ordinal);
            return SentencePiece.Decode(SentencePiece.Encode(plain), skipSpecial: false) == plain;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Stream_of_random_ids_equals_decode_and_is_always_whole_text()
    {
        foreach (var tokenizer in (Tokenizer[])[ByteLevel, SentencePiece])
        {
            var ids = Gen.Choose(0, tokenizer.VocabularySize + 2).ArrayOf().ToArbitrary();
            Prop.ForAll(ids, ArbMap.Default.ArbFor<bool>(), (random, skip) =>
            {
                var stream = tokenizer.StreamDecode(skip);
                var pieces = random.Select(stream.Push).ToList();
                pieces.Add(stream.Flush());
                return string.Concat(pieces) == tokenizer.Decode(random, skip) && pieces.All(IsWhole);
            }).QuickCheckThrowOnFailure();
        }
    }

    [Fact]
    public void Offsets_of_byte_level_tokens_cover_the_text()
    {
        Prop.ForAll(Texts, text =>
        {
            var encoded = ByteLevel.EncodeWithOffsets(text, new EncodingOptions());
            var end = 0;
            foreach (var (from, to) in encoded.Offsets)
            {
                Assert.True(from <= end && to > from);
                end = Math.Max(end, to);
            }

            return end == text.EnumerateRunes().Count() && encoded.Ids.SequenceEqual(ByteLevel.Encode(text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Merging_by_heap_equals_merging_by_scan()
    {
        var merges = new MergeTable(0);
        for (var rank = 0; rank < 60; rank++)
        {
            merges.Add(rank * 7 % 12, rank * 5 % 11, rank, 12 + (rank % 9));
        }

        Prop.ForAll(Gen.Choose(0, 20).ArrayOf().ToArbitrary(), symbols =>
        {
            var (a, b) = (symbols.ToArray(), symbols.ToArray());
            var (aLengths, bLengths) = (symbols.Select(_ => 1).ToArray(), symbols.Select(_ => 1).ToArray());
            var (kept, keptByHeap) = (BpeMerger.MergeByScan(a, aLengths, merges), BpeMerger.MergeByHeap(b, bLengths, merges));
            return kept == keptByHeap && a.AsSpan(0, kept).SequenceEqual(b.AsSpan(0, kept))
                && aLengths.AsSpan(0, kept).SequenceEqual(bLengths.AsSpan(0, kept)) && aLengths.Take(kept).Sum() == symbols.Length;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Words_of_a_hundred_thousand_characters_are_encoded_whole()
    {
        // "h e" ranks before "ell", so that each repetition becomes "he", "ll", "o".
        var text = string.Concat(Enumerable.Repeat("hello", 20_000));

        Assert.Equal(60_000, ByteLevel.Encode(text).Length);
        Assert.Equal(text, SentencePiece.Decode(SentencePiece.Encode(text)));
    }

    private static bool IsWhole(string text)
    {
        return new UTF8Encoding(false, throwOnInvalidBytes: false).GetString(Encoding.UTF8.GetBytes(text)) == text;
    }
}
