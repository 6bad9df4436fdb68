using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Every vertex has one of the colours and no edge joins two of the same.</summary>
internal static class GraphColor
{
    private static readonly Regex Edge = new(@"\((\d{1,6}), (\d{1,6})\)", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var vertices = PuzzleText.Ints(puzzle.Between("Vertices: [", "]") ?? "-", ',');
        var colours = PuzzleText.Ints(puzzle.Between("colors: [", "]") ?? "-", ',');
        if (vertices is null || colours is null || puzzle.Between("Edges: [", "]\n") is not { } edges)
        {
            return Ruling.Unreadable;
        }

        if (Read(answer) is not { } colouring)
        {
            return Ruling.Malformed;
        }

        if (colouring.Count != vertices.Length || vertices.Any(v => !colouring.TryGetValue(v, out var c) || !colours.Contains(c)))
        {
            return Ruling.Wrong("other-vertices-or-colours");
        }

        return Ruling.Of(
            Edge.Matches(edges).All(e => Colour(e.Groups[1].Value) != Colour(e.Groups[2].Value)), "neighbours-share-a-colour");

        int? Colour(string vertex) => PuzzleText.Int(vertex) is { } v && colouring.TryGetValue(v, out var c) ? c : null;
    }

    private static Dictionary<int, int>? Read(string text)
    {
        if (PuzzleJson.Parse(text) is not { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            return null;
        }

        var colouring = new Dictionary<int, int>();
        foreach (var member in root.EnumerateObject())
        {
            if (PuzzleText.Int(member.Name) is not { } vertex || member.Value.ValueKind != JsonValueKind.Number
                || !member.Value.TryGetInt32(out var colour) || !colouring.TryAdd(vertex, colour))
            {
                return null;
            }
        }

        return colouring;
    }
}
