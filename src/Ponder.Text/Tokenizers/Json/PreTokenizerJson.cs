using System.Text;
using Ponder.Text.Tokenizers.PreTokenizers;

namespace Ponder.Text.Tokenizers.Json;

/// <summary>Reads the member <c>pre_tokenizer</c>.</summary>
internal static class PreTokenizerJson
{
    /// <summary>GPT-2's split (Radford et al. 2019), which ByteLevel brings along.</summary>
    public const string Gpt2Split = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Words and runs of other characters, with the word characters of the reference implementation.</summary>
    private const string Words =
        @"[\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D\u24B6-\u24E9]+|[^\s\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D\u24B6-\u24E9]+";

    /// <returns>The splitting steps, and whether the model works on the byte alphabet.</returns>
    public static (IPreTokenizer? Steps, bool ByteLevel) Read(JsonCursor node)
    {
        if (node.IsNull)
        {
            return (null, false);
        }

        var steps = new List<IPreTokenizer>();
        var byteLevel = false;
        ReadInto(node, steps, ref byteLevel);
        return (steps.Count == 1 ? steps[0] : new PreTokenizerSequence(steps), byteLevel);
    }

    private static void ReadInto(JsonCursor node, List<IPreTokenizer> steps, ref bool byteLevel)
    {
        if (byteLevel)
        {
            throw node.Unsupported("a pre-tokenizer after ByteLevel");
        }

        switch (node.Type())
        {
            case "Sequence":
                foreach (var item in node["pretokenizers"].Items())
                {
                    ReadInto(item, steps, ref byteLevel);
                }

                break;

            case "ByteLevel":
                if (node["add_prefix_space"].Bool(true))
                {
                    steps.Add(new PrefixSpace());
                }

                if (node["use_regex"].Bool(true))
                {
                    steps.Add(new PatternSplit(TextPattern.FromRegex(Gpt2Split), SplitBehavior.Isolated, false));
                }

                byteLevel = true;
                break;

            case "Digits":
                var digits = node["individual_digits"].Bool(false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous;
                steps.Add(new CharacterSplit(Rune.IsNumber, digits));
                break;

            case "Punctuation":
                steps.Add(new CharacterSplit(IsPunctuation, ReadBehavior(node["behavior"])));
                break;

            case "Split":
                var pattern = PatternJson.Read(node["pattern"]);
                steps.Add(new PatternSplit(pattern, ReadBehavior(node["behavior"]), node["invert"].Bool(false)));
                break;

            case "Whitespace":
                steps.Add(new PatternSplit(TextPattern.FromRegex(Words), SplitBehavior.Removed, invert: true));
                break;

            case "WhitespaceSplit":
                steps.Add(new CharacterSplit(Rune.IsWhiteSpace, SplitBehavior.Removed));
                break;

            case "Metaspace":
                steps.Add(new Metaspace(ReadMark(node["replacement"]), ReadScheme(node), node["split"].Bool(true)));
                break;

            case var type:
                throw node.Unsupported($"the pre-tokenizer {type}");
        }
    }

    public static string ReadMark(JsonCursor node)
    {
        var mark = node.OptionalString() ?? "\u2581";
        return mark.Length == 1 ? mark : throw node.Wrong("one character");
    }

    /// <summary>Reads <c>prepend_scheme</c>, or <c>add_prefix_space</c> of older files.</summary>
    public static PrependScheme ReadScheme(JsonCursor node)
    {
        var scheme = node["prepend_scheme"];
        return scheme.OptionalString() switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            null => node["add_prefix_space"].Bool(true) ? PrependScheme.Always : PrependScheme.Never,
            _ => throw scheme.Wrong("always, first or never"),
        };
    }

    private static SplitBehavior ReadBehavior(JsonCursor node)
    {
        return node.OptionalString() switch
        {
            null or "Isolated" => SplitBehavior.Isolated,
            "Removed" => SplitBehavior.Removed,
            "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
            "MergedWithNext" => SplitBehavior.MergedWithNext,
            "Contiguous" => SplitBehavior.Contiguous,
            _ => throw node.Wrong("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous"),
        };
    }

    /// <summary>General category P, and ASCII's symbols.</summary>
    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune));
}
