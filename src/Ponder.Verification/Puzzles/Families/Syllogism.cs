using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// Whether a conclusion follows: the stored verdict, else every way of filling a diagram of three classes, none of which is
/// empty, that fits the premises.
/// </summary>
internal static class Syllogism
{
    private static readonly Regex Sentence = new(@"^(All|No|Some) (\w+) are (not )?(\w+)$", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer) => Ruling.Word(Expected(puzzle), answer);

    private static string? Expected(PuzzleCase puzzle)
    {
        if (puzzle.Reference is { } stored)
        {
            return stored;
        }

        if (puzzle.Member("is_valid") is { ValueKind: JsonValueKind.True or JsonValueKind.False } valid)
        {
            return valid.ValueKind == JsonValueKind.True ? "Yes" : "No";
        }

        string?[] texts = [puzzle.Between("1. ", "\n"), puzzle.Between("2. ", "\n"), puzzle.Between("follow that:\n", "?")];
        var sentences = texts.Select(t => Sentence.Match(t ?? "")).ToArray();
        var classes = sentences.SelectMany(m => new[] { m.Groups[2].Value, m.Groups[4].Value }).Distinct().ToArray();
        return sentences.All(m => m.Success) && classes.Length <= 3 ? Follows(sentences, classes) ? "Yes" : "No" : null;
    }

    // A diagram says which of the eight kinds of things exist.
    private static bool Follows(Match[] sentences, string[] classes) =>
        Enumerable.Range(0, 256)
            .Where(diagram => Enumerable.Range(0, classes.Length).All(c => Enumerable.Range(0, 8).Any(kind => (diagram >> kind & 1) == 1 && (kind >> c & 1) == 1)))
            .Where(diagram => Holds(sentences[0], diagram, classes) && Holds(sentences[1], diagram, classes))
            .All(diagram => Holds(sentences[2], diagram, classes));

    private static bool Holds(Match sentence, int diagram, string[] classes)
    {
        var (s, p) = (Array.IndexOf(classes, sentence.Groups[2].Value), Array.IndexOf(classes, sentence.Groups[4].Value));
        var not = sentence.Groups[3].Success;
        var subjects = Enumerable.Range(0, 8).Where(kind => (diagram >> kind & 1) == 1 && (kind >> s & 1) == 1);
        return sentence.Groups[1].Value switch
        {
            "All" => subjects.All(kind => (kind >> p & 1) == 1 != not),
            "No" => subjects.All(kind => (kind >> p & 1) == 0),
            _ => subjects.Any(kind => (kind >> p & 1) == 1 != not),
        };
    }
}
