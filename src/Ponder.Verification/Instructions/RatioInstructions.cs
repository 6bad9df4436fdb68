namespace Ponder.Verification.Instructions;

/// <summary>IFBench: ratios of sentences and overlap with a text.</summary>
internal static class RatioInstructions
{
    private const int Tolerance = 2;

    public static IReadOnlyList<InstructionKind> All { get; } =
    [
        new("ratio:overlap", (text, a) => Overlap(text, a.Text("reference_text"), a.Number("percentage"))),
        new("ratio:sentence_balance", (text, _) => SentenceSplitter.Split(text) is var s && Ending(s, '.') == Ending(s, '?') && Ending(s, '?') == Ending(s, '!')),
        new("ratio:sentence_type", (text, _) => SentenceSplitter.Split(text) is var s && Ending(s, '.') == 2 * Ending(s, '?')),
        new("ratio:sentence_words", (text, _) =>
            SentenceSplitter.Split(text) is { Count: 3 } s && s.Select(x => PythonText.Length(PythonText.Strip(x))).Distinct().Count() == 1),
    ];

    private static int Ending(IReadOnlyList<string> sentences, char mark) => sentences.Count(s => s.EndsWith(mark));

    // Trigrams of characters: the original hands a text where words are expected.
    private static bool Overlap(string text, string reference, int percentage)
    {
        var trigrams = Trigrams(text);
        if (trigrams.Count == 0)
        {
            return false;
        }

        double count = trigrams.Count;
        trigrams.IntersectWith(Trigrams(reference));
        var overlap = trigrams.Count / count * 100;
        return percentage - Tolerance <= overlap && overlap <= percentage + Tolerance;
    }

    private static HashSet<(int, int, int)> Trigrams(string text)
    {
        var points = PythonText.CodePoints(text);
        return [.. Enumerable.Range(0, Math.Max(0, points.Count - 2)).Select(i => (points[i], points[i + 1], points[i + 2]))];
    }
}
