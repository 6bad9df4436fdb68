using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Logic;

/// <summary>
/// A row of houses, each with one value of every attribute, and clues about them. Values are found in a clue by their own words,
/// the longest that fits.
/// </summary>
internal sealed class HousePuzzle
{
    private const int MaxHouses = 8;
    private const long MaxSteps = 2_000_000;

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

    /// <summary>A puzzle of the attributes; the first is the name.</summary>
    public HousePuzzle(IReadOnlyList<string[]> values)
    {
        Values = values;
        _count = values[0].Length;
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

    /// <summary>Solutions, at most so many: for every attribute its values from the first house to the last.</summary>
    public List<string[][]> Solutions(int most)
    {
        var place = new int[Values.Count * _count];
        Array.Fill(place, -1);
        var solutions = new List<string[][]>();
        var steps = 0L;
        Search(0);
        return steps > MaxSteps ? [] : solutions;

        // Values in order of attribute; every relation is tested as soon as both of its values have a place.
        void Search(int value)
        {
            if (++steps > MaxSteps || solutions.Count >= most)
            {
                return;
            }

            if (value == place.Length)
            {
                solutions.Add([.. Values.Select((v, a) => Enumerable.Range(0, _count).Select(h => v[Array.IndexOf(place, h, a * _count, _count) - (a * _count)]).ToArray())]);
                return;
            }

            var first = value / _count * _count;
            for (var house = 0; house < _count; house++)
            {
                if (Array.IndexOf(place, house, first, value - first) >= 0)
                {
                    continue;
                }

                place[value] = house;
                if (_relations.TrueForAll(r => Math.Max(r.A, r.B) != value || r.Holds(place[r.A], place[r.B])))
                {
                    Search(value + 1);
                }
            }

            place[value] = -1;
        }
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

        return Array.FindIndex(Ordinals, o => right == $"in the {o} house") is >= 0 and var house ? new(a, a, (x, _) => x == house != not)
            : Find(right) is { } b ? new(a, b, test)
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
                var value = Values[a][i].ToLowerInvariant();
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

    private sealed record Relation(int A, int B, Test Holds);
}
