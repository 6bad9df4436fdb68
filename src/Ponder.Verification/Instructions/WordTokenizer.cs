using System.Buffers;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>
/// Words and punctuation as the conventions of the Penn Treebank cut them, the way the instructions' own code does: <c>don't</c> is
/// <c>do n't</c>, a closing stop is a token of its own, hyphenated words stay whole.
/// </summary>
internal static class WordTokenizer
{
    // No pattern repeats anything but one character, so none backtracks far.
    private const RegexOptions Exact = RegexOptions.CultureInvariant;
    private const RegexOptions AnyCase = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private static readonly SearchValues<char> s_closing = SearchValues.Create("])}>\"'»”’ ");

    private static readonly (Regex Pattern, string Replacement)[] s_steps =
    [
        // Opening quotation marks; the last stop is cut before these steps.
        (new("([«“‘„]|`+)", Exact), " $1 "),
        (new("^\"", Exact), "``"),
        (new("(``)", Exact), " $1 "),
        (new("([ (\\[{<])(\"|'{2})", Exact), "$1 `` "),
        (new("(')(?!re|ve|ll|m|t|s|d|n)(\\w)\\b", AnyCase), "$1 $2"),

        // Punctuation.
        (new("([:,])([^\\d])", Exact), " $1 $2"),
        (new("([:,])$", Exact), " $1 "),
        (new("\\.{2,}", Exact), " $0 "),
        (new("[;@#$%&]", Exact), " $0 "),
        (new("[?!]", Exact), " $0 "),
        (new("([^'])' ", Exact), "$1 ' "),
        (new("\\*", Exact), " $0 "),
        (new("[\\]\\[(){}<>]", Exact), " $0 "),
        (new("--", Exact), " -- "),
        (new("^|$", Exact), " "),

        // Closing quotation marks and what is joined by apostrophes.
        (new("([»”’])", Exact), " $1 "),
        (new("''", Exact), " '' "),
        (new("\"", Exact), " '' "),
        (new("([^' ])('[sS]|'[mM]|'[dD]|') ", Exact), "$1 $2 "),
        (new("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", Exact), "$1 $2 "),
        (new("\\b(can)(not)\\b", AnyCase), " $1 $2 "),
        (new("\\b(d)('ye)\\b", AnyCase), " $1 $2 "),
        (new("\\b(gim|lem)(me)\\b", AnyCase), " $1 $2 "),
        (new("\\b(gon)(na)\\b", AnyCase), " $1 $2 "),
        (new("\\b(got)(ta)\\b", AnyCase), " $1 $2 "),
        (new("\\b(more)('n)\\b", AnyCase), " $1 $2 "),
        (new("\\b(wan)(na)(?=\\s)", AnyCase), " $1 $2 "),
        (new(" ('t)(is|was)\\b", AnyCase), " $1 $2 "),
    ];

    /// <summary>The tokens of a text, sentence by sentence.</summary>
    public static List<string> Tokens(string text) => [.. SentenceSplitter.Split(text).SelectMany(OfSentence)];

    private static List<string> OfSentence(string sentence)
    {
        sentence = CutLastStop(sentence);
        foreach (var (pattern, replacement) in s_steps)
        {
            sentence = pattern.Replace(sentence, replacement);
        }

        return PythonText.Words(sentence);
    }

    // The stop that ends the sentence, behind it nothing but what closes quotations and brackets; an ellipsis stays whole.
    private static string CutLastStop(string sentence)
    {
        var stop = sentence.LastIndexOf('.');
        return stop > 0 && sentence[stop - 1] != '.' && sentence.AsSpan(stop + 1).TrimEnd().IndexOfAnyExcept(s_closing) < 0
            ? $"{sentence[..stop]} . {sentence[(stop + 1)..]} "
            : sentence;
    }
}
