using Ponder.Verification.Puzzles.Logic;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Assignments that fit: colours, liars, clauses, houses.</summary>
internal static class LogicPuzzles
{
    private static readonly (string Title, string[] Values, string Phrase)[] Attributes =
    [
        ("pet", ["cat", "dog", "horse", "parrot", "rabbit", "turtle"], "The owner of the {0}"),
        ("drink", ["tea", "milk", "juice", "water", "coffee", "cocoa"], "The person who drinks {0}"),
        ("color", ["red", "blue", "green", "white", "yellow", "black"], "The person with the {0} house"),
        ("job", ["doctor", "teacher", "baker", "pilot", "lawyer", "singer"], "The person who is the {0}"),
    ];

    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

    public static Puzzle? Colours(PuzzleDraw draw)
    {
        var n = 8 + draw.Level;
        var colours = Enumerable.Range(0, n).Select(_ => draw.Between(1, 3)).ToArray();
        var pairs = draw.Shuffle(from a in Enumerable.Range(0, n) from b in Enumerable.Range(a + 1, n - a - 1) where colours[a] != colours[b] select (a, b));
        var edges = pairs.Take((2 * n) + (draw.Level / 2)).Order().ToArray();
        return edges.Length < 2 * n || !draw.Admits(string.Join(',', edges)) ? null
            : new(
                "Please provide a coloring for this graph such that every vertex is not connected to a vertex of the same color. The graph has these properties:\n\n"
                + $"Vertices: [{string.Join(", ", Enumerable.Range(0, n))}]\nEdges: [{string.Join(", ", edges.Select(e => $"({e.a}, {e.b})"))}]\nPossible colors: [1, 2, 3]\n\n"
                + "Return your solution as a JSON map of vertices to colors. (For example: {\"0\": 1, \"1\": 2, \"2\": 3}.)\n", Colouring(colours));
    }

    public static string SpoilColours(PuzzleDraw draw, Puzzle puzzle)
    {
        // The first edge's ends get one colour.
        var edge = puzzle.Question[(puzzle.Question.IndexOf("Edges: [(", StringComparison.Ordinal) + 9)..].Split(')')[0].Split(", ");
        var parts = puzzle.Answer.Trim('{', '}').Split(", ").Select(p => p.Split(": ")).ToArray();
        var colour = parts.First(p => p[0] == $"\"{edge[1]}\"")[1];
        return $"{{{string.Join(", ", parts.Select(p => p[0] == $"\"{edge[0]}\"" ? $"{p[0]}: {colour}" : $"{p[0]}: {p[1]}"))}}}";
    }

    public static string GuessColours(PuzzleDraw draw, Puzzle puzzle) =>
        Colouring([.. Enumerable.Range(0, puzzle.Answer.Split(',').Length).Select(_ => draw.Between(1, 3))]);

    public static Puzzle? Knights(PuzzleDraw draw)
    {
        var n = 6 + (draw.Level / 4);
        var names = draw.Some(Words.Names, n);
        var says = Enumerable.Range(0, n).Select(i => Statement(draw, names, i, 1 + (draw.Level / 4))).ToArray();
        var solutions = Enumerable.Range(0, 1 << n).Where(roles => Enumerable.Range(0, n).All(i => says[i].IsTrue(roles) == ((roles >> i & 1) == 1))).Take(2).ToArray();
        if (solutions.Length != 1 || !draw.Admits(string.Join('|', says.Select(s => s.Text))))
        {
            return null;
        }

        var list = $"{string.Join(", ", names[..^1])}, and {names[^1]}";
        return new(
            $"A very special island is inhabited only by knights and knaves. Knights always tell the truth, and knaves always lie. You meet {n} inhabitants: {list}. "
            + string.Join(' ', says.Select((s, i) => $"{names[i]} said, \"{s.Text}.\""))
            + $" So who is a knight and who is a knave? (Format your answer like: \"{string.Join(", ", names[..^1].Select(x => $"{x} is a knight/knave"))}, and {names[^1]} is a knight/knave\")",
            Roles(names, solutions[0]));
    }

    public static string SpoilKnights(PuzzleDraw draw, Puzzle puzzle)
    {
        var parts = puzzle.Answer.Split(", ");
        var at = draw.Below(parts.Length);
        parts[at] = parts[at].EndsWith("knight", StringComparison.Ordinal) ? parts[at].Replace("knight", "knave", StringComparison.Ordinal) : parts[at].Replace("knave", "knight", StringComparison.Ordinal);
        return string.Join(", ", parts);
    }

    public static string GuessKnights(PuzzleDraw draw, Puzzle puzzle) =>
        string.Join(", ", puzzle.Answer.Split(", ").Select(p => p[..(p.LastIndexOf(' ') + 1)] + (draw.Percent(50) ? "knight" : "knave")));

    public static Puzzle? Clauses(PuzzleDraw draw)
    {
        var n = 8 + (draw.Level / 2);
        var planted = Enumerable.Range(0, n).Select(_ => draw.Percent(50)).ToArray();
        var clauses = new List<(int Variable, bool Positive)[]>();
        while (clauses.Count < (42 * n) / 10)
        {
            var clause = draw.Some(Enumerable.Range(0, n), 3).Order().Select(v => (v, draw.Percent(50))).ToArray();
            if (clause.Any(l => planted[l.v] == l.Item2))
            {
                clauses.Add(clause);
            }
        }

        var text = string.Join(" & ", clauses.Select(c => $"({string.Join(" | ", c.Select(l => $"{(l.Positive ? "" : "~")}{(char)('A' + l.Variable)}"))})"));
        return !draw.Admits(text) || Flips(clauses, planted).Length == 0 ? null
            : new(
                $"Find truth values (0 or 1) for the variables {string.Join(", ", Enumerable.Range(0, n).Select(i => (char)('A' + i)))} that make this formula true (~ is not, | is or, & is and):\n"
                + $"{text}\nAnswer with a comma separated list for all variables, for example \"A=1,B=0,C=1\" (without quotes).", Values(planted));
    }

    public static string SpoilClauses(PuzzleDraw draw, Puzzle puzzle)
    {
        var clauses = puzzle.Question.Split('\n')[1].Split(" & ").Select(c => c.Trim('(', ')').Split(" | ").Select(l => (l[^1] - 'A', l[0] != '~')).ToArray()).ToList();
        var values = puzzle.Answer.Split(',').Select(v => v[^1] == '1').ToArray();
        var flip = draw.Pick(Flips(clauses, values));
        values[flip] = !values[flip];
        return Values(values);
    }

    public static string GuessClauses(PuzzleDraw draw, Puzzle puzzle) => Values([.. puzzle.Answer.Split(',').Select(_ => draw.Percent(50))]);

    public static Puzzle? Houses(PuzzleDraw draw)
    {
        var n = 3 + (draw.Level / 4);
        var names = draw.Some(Words.Names, n);
        var chosen = draw.Some(Attributes, 2 + (draw.Level / 5)).Select(a => (a.Title, Values: draw.Some(a.Values, n), a.Phrase)).ToArray();
        string[][] table = [names, .. chosen.Select(a => draw.Shuffle(a.Values))];
        if (!draw.Admits(string.Join('|', table.Select(row => string.Join(',', row)))))
        {
            return null;
        }

        string[][] listed = [draw.Shuffle(names), .. chosen.Select(a => draw.Shuffle(a.Values))];
        var clues = draw.Shuffle(AllClues(table, [.. chosen.Select(a => a.Phrase)])).ToList();
        var puzzle = new HousePuzzle(listed);
        bool IsUnique(IEnumerable<int> some) => puzzle.Solutions(2, [.. some]).Count == 1;

        // As few of the first clues as make the solution unique, by doubling and halving; then those that are not needed leave again.
        var (few, enough, read) = (n, n + 1, 0);
        while (true)
        {
            for (; read < enough; read++)
            {
                if (!puzzle.Add(clues[read].TrimEnd('.')))
                {
                    return null;
                }
            }

            if (IsUnique(Enumerable.Range(0, enough)))
            {
                break;
            }

            if (enough == clues.Count)
            {
                return null;
            }

            (few, enough) = (enough, Math.Min(clues.Count, 2 * enough));
        }

        while (few + 1 < enough)
        {
            var middle = (few + enough) / 2;
            (few, enough) = IsUnique(Enumerable.Range(0, middle)) ? (few, middle) : (middle, enough);
        }

        var needed = Enumerable.Range(0, enough).ToList();
        foreach (var clue in needed.ToArray())
        {
            if (IsUnique(needed.Where(k => k != clue)))
            {
                needed.Remove(clue);
            }
        }

        var kept = needed.Select(k => clues[k]);
        var titles = string.Join(", ", chosen.Select(a => a.Title).Prepend("name"));
        return new(
            $"This is a logic puzzle. There are {n} houses in a row, numbered from 1 on the left to {n} on the right. In each lives one person, and each person has another value of everything below:\n"
            + string.Concat(listed.Select((values, i) => $" - {(i == 0 ? "name" : chosen[i - 1].Title)}: {string.Join(", ", values)}\n"))
            + $"\n{string.Join('\n', kept.Select((c, i) => $"{i + 1}. {c}"))}\n\nAnswer with one line for each house from 1 to {n}, in the form \"House 1: {titles}\" with the values in this order.", Table(table));
    }

    public static string GuessHouses(PuzzleDraw draw, Puzzle puzzle)
    {
        var rows = puzzle.Answer.Split('\n').Select(l => l[(l.IndexOf(':') + 2)..].Split(", ")).ToArray();
        return Table([.. Enumerable.Range(0, rows[0].Length).Select(a => draw.Shuffle(rows.Select(r => r[a])))]);
    }

    /// <summary>Two houses exchange one of their values.</summary>
    public static string SpoilHouses(PuzzleDraw draw, Puzzle puzzle)
    {
        var rows = puzzle.Answer.Split('\n').Select(l => l[(l.IndexOf(':') + 2)..].Split(", ")).ToArray();
        var (pair, a) = (draw.Some(Enumerable.Range(0, rows.Length), 2), draw.Below(rows[0].Length));
        (rows[pair[0]][a], rows[pair[1]][a]) = (rows[pair[1]][a], rows[pair[0]][a]);
        return Table([.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Select(r => r[k]).ToArray())]);
    }

    private static string Colouring(int[] colours) => $"{{{string.Join(", ", colours.Select((c, i) => $"\"{i}\": {c}"))}}}";

    private static string Values(bool[] values) => string.Join(',', values.Select((v, i) => $"{(char)('A' + i)}={(v ? 1 : 0)}"));

    private static string Roles(string[] names, int roles) => string.Join(", ", names.Select((x, i) => $"{x} is a {((roles >> i & 1) == 1 ? "knight" : "knave")}"));

    private static string Table(string[][] columns) =>
        string.Join('\n', Enumerable.Range(0, columns[0].Length).Select(h => $"House {h + 1}: {string.Join(", ", columns.Select(c => c[h]))}"));

    // Variables whose change breaks a clause.
    private static int[] Flips(List<(int Variable, bool Positive)[]> clauses, bool[] values) =>
        [.. Enumerable.Range(0, values.Length).Where(f => clauses.Exists(c => !c.Any(l => (values[l.Variable] != (l.Variable == f)) == l.Positive)))];

    private static (string Text, Func<int, bool> IsTrue) Statement(PuzzleDraw draw, string[] names, int speaker, int depth)
    {
        if (depth == 0)
        {
            var who = draw.Pick(Enumerable.Range(0, names.Length).Where(i => i != speaker).ToArray());
            var knight = draw.Percent(50);
            return ($"{names[who]} is a {(knight ? "knight" : "knave")}", roles => ((roles >> who & 1) == 1) == knight);
        }

        var (a, b) = (Statement(draw, names, speaker, draw.Below(depth)), Statement(draw, names, speaker, draw.Below(depth)));
        string In((string Text, Func<int, bool>) s) => s.Text.Split(' ').Length > 4 ? $"({s.Text})" : s.Text;
        return draw.Below(5) switch
        {
            0 => ($"{In(a)} and {In(b)}", r => a.IsTrue(r) && b.IsTrue(r)),
            1 => ($"{In(a)} or {In(b)}", r => a.IsTrue(r) || b.IsTrue(r)),
            2 => ($"if {In(a)} then {In(b)}", r => !a.IsTrue(r) || b.IsTrue(r)),
            3 => ($"{In(a)} if and only if {In(b)}", r => a.IsTrue(r) == b.IsTrue(r)),
            _ => ($"it is not the case that {In(a)}", r => !a.IsTrue(r)),
        };
    }

    private static List<string> AllClues(string[][] table, string[] phrases)
    {
        var n = table[0].Length;
        string Say(int a, int h) => a == 0 ? table[0][h] : string.Format(System.Globalization.CultureInfo.InvariantCulture, phrases[a - 1], table[a][h]);
        string Low(string s) => s.StartsWith("The ", StringComparison.Ordinal) ? "t" + s[1..] : s;
        var clues = new List<string>();
        for (var a = 0; a < table.Length; a++)
        {
            for (var h = 0; h < n; h++)
            {
                clues.Add(h == 0 || a == 0 ? $"{Say(a, h)} is not in the {Ordinals[(h + 1) % n]} house." : $"{Say(a, h)} is in the {Ordinals[h]} house.");
                for (var b = 0; b < table.Length; b++)
                {
                    if (b > a)
                    {
                        clues.Add($"{Say(a, h)} is {Low(Say(b, h))}.");
                    }

                    if (b != a && h + 1 < n)
                    {
                        clues.Add($"{Say(a, h)} is directly left of {Low(Say(b, h + 1))}.");
                        clues.Add($"{Say(a, h)} is somewhere to the left of {Low(Say(b, n - 1))}.");
                    }
                }
            }
        }

        return clues;
    }
}
