using System.Buffers;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>IFEval: sentences, words and paragraphs.</summary>
internal static partial class LengthInstructions
{
    private static readonly SearchValues<char> s_wordEnds = SearchValues.Create(".,?!'\"");

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("length_constraints:number_sentences", (text, a) => a.Holds(SentenceSplitter.Split(text).Count, "num_sentences", "relation")),
        new("length_constraints:number_words", (text, a) => a.Holds(PythonText.CountWords(text), "num_words", "relation")),
        new("length_constraints:number_paragraphs", (text, a) => Paragraphs(text) == a.Number("num_paragraphs")),
        new("length_constraints:nth_paragraph_first_word", NthParagraph),
    ];

    // Divided by ***; blank parts count only at both ends, where they are left out.
    private static int? Paragraphs(string text)
    {
        var parts = Divider().Split(text);
        var count = parts.Length;
        for (var i = 0; i < parts.Length; i++)
        {
            if (PythonText.IsBlank(parts[i]))
            {
                if (i > 0 && i < parts.Length - 1)
                {
                    return null;
                }

                count--;
            }
        }

        return count;
    }

    private static bool NthParagraph(string text, InstructionArguments arguments)
    {
        var (number, nth, word) = (arguments.Number("num_paragraphs"), arguments.Number("nth_paragraph"), arguments.Text("first_word"));
        var paragraphs = text.Split("\n\n");
        var count = paragraphs.Count(p => !PythonText.IsBlank(p));

        // The original counts without blank paragraphs but indexes with them.
        if (nth < 1 || nth > count || PythonText.Words(paragraphs[nth - 1]) is not [var first, ..])
        {
            return false;
        }

        first = first.TrimStart('\'').TrimStart('"');
        var end = first.AsSpan().IndexOfAny(s_wordEnds);
        return count == number && PythonText.EqualLower(end < 0 ? first : first[..end], word);
    }

    [GeneratedRegex(@"\s?\*\*\*\s?", RegexOptions.CultureInvariant)]
    private static partial Regex Divider();
}
