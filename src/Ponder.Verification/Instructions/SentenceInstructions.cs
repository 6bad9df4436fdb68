using System.Text.RegularExpressions;

namespace Ponder.Verification.Instructions;

/// <summary>IFBench: sentences, and repeating the prompt.</summary>
internal static class SentenceInstructions
{
    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("sentence:increment", (text, a) => Grows(SentenceSplitter.Split(text), a.Number("small_n"))),
        new("sentence:keyword", (text, a) => HasKeyword(SentenceSplitter.Split(text), a.Text("word"), a.Number("N"))),
        new("repeat:repeat_change", (text, a) => a.Text("prompt_to_repeat") is var prompt && prompt != text
            && PythonText.Words(prompt).Skip(1).SequenceEqual(PythonText.Words(text).Skip(1))),
        new("repeat:repeat_span", (text, a) => Same(text, Span(a.Text("prompt_to_repeat"), a.Number("n_start"), a.Number("n_end")))),
    ];

    private static bool Grows(IReadOnlyList<string> sentences, int step)
    {
        var counts = sentences.Select(s => PythonText.Words(PythonText.WithoutPunctuation(s)).Count).ToArray();
        return counts.Zip(counts.Skip(1)).All(pair => pair.Second == pair.First + step);
    }

    private static bool HasKeyword(IReadOnlyList<string> sentences, string word, int number) =>
        number >= 1 && number <= sentences.Count
        && Regex.IsMatch(sentences[number - 1], $@"\b{Regex.Escape(word)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Both ends count, in code points.
    private static string Span(string prompt, int start, int end)
    {
        var points = PythonText.CodePoints(prompt);
        start = Math.Clamp(start, 0, points.Count);
        end = (int)Math.Clamp(end + 1L, start, points.Count);
        return string.Concat(points[start..end].Select(p => p is >= 0xD800 and <= 0xDFFF ? ((char)p).ToString() : char.ConvertFromUtf32(p)));
    }

    private static bool Same(string text, string other) =>
        PythonText.EqualLower(PythonText.Strip(text), PythonText.Strip(other));
}
