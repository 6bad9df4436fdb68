using System.Numerics;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Logic;

/// <summary>
/// A row of houses, each with one value of every attribute, and clues about them. Values are found in a clue by their own words,
/// the longest that fits.
/// </summary>
internal sealed class HousePuzzle
{
    private const int MaxHouses = 8;
    private const long MaxSteps = 100_000;

    private static readonly Regex Attribute = new(@"^ - [^:\n]+: (.+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex Clue = new(@"^\d+\. (.+?)\.?\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

    // Words of clues that do not contain the value itself.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["brit"] = "british", ["swede"] = "swedish", ["norwegian"] = "norwegian", ["yellow monster"] = "yellowmonster",
    };

    private readonly List<Relation> _relations = [];
    private readonly int _count;
    private readonly string[][] _lower;

    /// <summary>A puzzle of the attributes; the first is the name.</summary>
    public HousePuzzle(IReadOnlyList<string[]> values)
    {
        Values = values;
        _count = values[0].Length;
        _lower = [.. values.Select(row => row.Select(value => value.ToLowerInvariant()).ToArray())];
    }

    private delegate bool Test(int a, int b);

    /// <summary>The values of every attribute.</summary>
    public IReadOnlyList<string[]> Values { get; }

    /// <summary>Reads a question; null where a clue is not understood.</summary>
    public static HousePuzzle? Read(string question)
    {
        var values = Attribute.Matches(question).Select(m => m.Groups[1].Value.Trim().Split(", ")).ToArray();
        if (values.Length == 0 || values[0].Length is < 2 or > MaxHouses || values.Any(v => v.Length != values[0].Length))
        {
            return null;
        }

        var puzzle = new HousePuzzle(values);
        return Clue.Matches(question).All(m => puzzle.Add(m.Groups[1].Value)) ? puzzle : null;
    }

    /// <summary>Adds a clue; false where it is not understood.</summary>
    public bool Add(string clue)
    {
        foreach (var (between, test) in Tests)
        {
            // Phrases may hold "is" themselves: the first place that leaves a value on both sides.
            for (var at = clue.IndexOf(between, StringComparison.Ordinal); at >= 0; at = clue.IndexOf(between, at + 1, StringComparison.Ordinal))
            {
                if (Relate(clue[..at], clue[(at + between.Length)..], between == " is not ", test) is { } relation)
                {
                    _relations.Add(relation);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether all clues hold; null where the rows are not a table of the values.</summary>
    /// <param name="rows">For every house its values, in the order of the attributes.</param>
    public bool? Holds(IReadOnlyList<string[]> rows)
    {
        var place = new int[Values.Count * _count];
        for (var a = 0; a < Values.Count; a++)
        {
            for (var i = 0; i < _count; i++)
            {
                var house = Enumerable.Range(0, _count).Where(h => rows[h].Length == Values.Count && rows[h][a] == Values[a][i]).ToArray();
                if (house.Length != 1)
                {
                    return null;
                }

                place[(a * _count) + i] = house[0];
            }
        }

        return _relations.TrueForAll(r => r.Holds(place[r.A], place[r.B]));
    }

    /// <summary>Solutions, at most so many: for every attribute its values from the first house to the last.</summary>
    /// <remarks>Every value has a set of houses; a value with the fewest is tried first, and what that excludes is taken away.</remarks>
    public List<string[][]> Solutions(int most) => Solve(most, _relations);

    /// <summary>Solutions of some of the clues, by their numbers in the order in which they were added.</summary>
    public List<string[][]> Solutions(int most, IReadOnlyList<int> clues) => Solve(most, [.. clues.Select(i => _relations[i])]);

    private List<string[][]> Solve(int most, List<Relation> relations)
    {
        var solutions = new List<string[][]>();
        var steps = 0L;
        var domains = new int[Values.Count * _count];
        Array.Fill(domains, (1 << _count) - 1);
        Search(domains);
        return steps > MaxSteps ? [] : solutions;

        void Search(int[] current)
        {
            if (++steps > MaxSteps || solutions.Count >= most || !Narrow(current, relations))
            {
                return;
            }

            var chosen = -1;
            for (var v = 0; v < current.Length; v++)
            {
                var size = BitOperations.PopCount((uint)current[v]);
                chosen = size > 1 && (chosen < 0 || size < BitOperations.PopCount((uint)current[chosen])) ? v : chosen;
            }

            if (chosen < 0)
            {
                solutions.Add([.. Values.Select((v, a) => Enumerable.Range(0, _count).Select(h => v[Array.IndexOf(current, 1 << h, a * _count, _count) - (a * _count)]).ToArray())]);
                return;
            }

            for (var rest = current[chosen]; rest != 0; rest &= rest - 1)
            {
                int[] next = [.. current];
                next[chosen] = rest & -rest;
                Search(next);
            }
        }
    }

    // Takes away what relations and equal values exclude until nothing changes; false where a value has no house.
    private bool Narrow(int[] domains, List<Relation> relations)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var relation in relations)
            {
                var (a, b) = (domains[relation.A], domains[relation.B]);
                var (keepA, keepB) = (0, 0);
                for (var rest = relation.A == relation.B ? a & relation.Same : a; rest != 0; rest &= rest - 1)
                {
                    var house = BitOperations.TrailingZeroCount(rest);
                    var others = relation.A == relation.B ? 1 << house : relation.Allowed[house] & b;
                    keepA |= others == 0 ? 0 : 1 << house;
                    keepB |= others;
                }

                changed |= keepA != a || keepB != b;
                (domains[relation.A], domains[relation.B]) = (keepA, relation.A == relation.B ? keepA : keepB);
            }

            for (var v = 0; v < domains.Length; v++)
            {
                var first = v / _count * _count;
                for (var w = first; w < first + _count && BitOperations.IsPow2(domains[v]); w++)
                {
                    if (w != v && (domains[w] & domains[v]) != 0)
                    {
                        domains[w] &= ~domains[v];
                        changed = true;
                    }
                }
            }

            if (domains.Contains(0))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly (string Between, Test Test)[] Tests =
    [
        (" is directly left of ", (a, b) => a + 1 == b),
        (" is directly right of ", (a, b) => a == b + 1),
        (" is somewhere to the left of ", (a, b) => a < b),
        (" is somewhere to the right of ", (a, b) => a > b),
        (" is not ", (a, b) => a != b),
        (" and ", (a, b) => Math.Abs(a - b) == 1),
        (" is ", (a, b) => a == b),
    ];

    private Relation? Relate(string left, string right, bool not, Test test)
    {
        right = right.Replace(" are next to each other", "", StringComparison.Ordinal);
        if (Find(left) is not { } a)
        {
            return null;
        }

        return Array.FindIndex(Ordinals, o => right == $"in the {o} house") is >= 0 and var house ? new(a, a, (x, _) => x == house != not, _count)
            : Find(right) is { } b ? new(a, b, test, _count)
            : null;
    }

    // Number of the value whose words stand in a phrase.
    private int? Find(string phrase)
    {
        var text = phrase.Trim().ToLowerInvariant();
        var (best, length) = (-1, 0);
        for (var a = 0; a < Values.Count; a++)
        {
            for (var i = 0; i < _count; i++)
            {
                // A bare name is a person; a name inside of other words (a child is named so) is another value.
                var value = _lower[a][i];
                if (a == 0 != (value == text))
                {
                    continue;
                }

                var word = text.Contains(value, StringComparison.Ordinal) ? value : Aliases.GetValueOrDefault(value, value);
                if (word.Length > length && text.Contains(word, StringComparison.Ordinal))
                {
                    (best, length) = ((a * _count) + i, word.Length);
                }
            }
        }

        return best < 0 ? null : best;
    }

    private sealed record Relation(int A, int B, Test Holds, int Count)
    {
        /// <summary>For every house of A the houses of B with which the relation holds.</summary>
        public int[] Allowed { get; } = [.. Enumerable.Range(0, Count).Select(x => Enumerable.Range(0, Count).Where(y => Holds(x, y)).Sum(y => 1 << y))];

        /// <summary>The houses in which it holds where A and B are one value.</summary>
        public int Same { get; } = Enumerable.Range(0, Count).Where(x => Holds(x, x)).Sum(x => 1 << x);
    }
}
