using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>
/// Words and punctuation as the conventions of the Penn Treebank cut them, the way the instructions' own code does: <c>don't</c> is
/// <c>do n't</c>, a closing stop is a token of its own, hyphenated words stay whole.
/// </summary>
internal static class WordTokenizer
{
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // Patterns without repetition may look ahead: they cannot backtrack far.
    private const RegexOptions Bounded = RegexOptions.CultureInvariant;

    private static readonly (Regex Pattern, string Replacement)[] s_steps =
    [
        // Opening quotation marks.
        (new("([«“‘„]|`+)", Linear), " $1 "),
        (new("^\"", Linear), "``"),
        (new("(``)", Linear), " $1 "),
        (new("([ (\\[{<])(\"|'{2})", Linear), "$1 `` "),
        (new("(')(?!re|ve|ll|m|t|s|d|n)(\\w)\\b", Bounded | RegexOptions.IgnoreCase), "$1 $2"),

        // Punctuation.
        (new("([^.])(\\.)([\\])}>\"'»”’ ]*)\\s*$", Linear), "$1 $2 $3 "),
        (new("([:,])([^\\d])", Linear), " $1 $2"),
        (new("([:,])$", Linear), " $1 "),
        (new("\\.{2,}", Linear), " $0 "),
        (new("[;@#$%&]", Linear), " $0 "),
        (new("([^.])(\\.)([\\])}>\"']*)\\s*$", Linear), "$1 $2$3 "),
        (new("[?!]", Linear), " $0 "),
        (new("([^'])' ", Linear), "$1 ' "),
        (new("\\*", Linear), " $0 "),
        (new("[\\]\\[(){}<>]", Linear), " $0 "),
        (new("--", Linear), " -- "),
        (new("^|$", Bounded), " "),

        // Closing quotation marks and what is joined by apostrophes.
        (new("([»”’])", Linear), " $1 "),
        (new("''", Linear), " '' "),
        (new("\"", Linear), " '' "),
        (new("([^' ])('[sS]|'[mM]|'[dD]|') ", Linear), "$1 $2 "),
        (new("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", Linear), "$1 $2 "),
        (new("\\b(can)(not)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(d)('ye)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(gim|lem)(me)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(gon)(na)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(got)(ta)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(more)('n)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
        (new("\\b(wan)(na)(?=\\s)", Bounded | RegexOptions.IgnoreCase), " $1 $2 "),
        (new(" ('t)(is|was)\\b", Linear | RegexOptions.IgnoreCase), " $1 $2 "),
    ];

    /// <summary>The tokens of a text, sentence by sentence.</summary>
    public static List<string> Tokens(string text) => [.. SentenceSplitter.Split(text).SelectMany(OfSentence)];

    private static List<string> OfSentence(string sentence)
    {
        foreach (var (pattern, replacement) in s_steps)
        {
            sentence = pattern.Replace(sentence, replacement);
        }

        return PythonText.Words(sentence);
    }
}
