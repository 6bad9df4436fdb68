using System.Numerics;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Families about numbers: divisors, primes, legs, angles, sorting, times.</summary>
internal static class NumberPuzzles
{
    private static readonly (string Name, int Legs)[] Animals =
    [
        ("chicken", 2), ("duck", 2), ("dog", 4), ("cat", 4), ("cow", 4), ("horse", 4), ("lion", 4), ("elephant", 4), ("tiger", 4), ("starfish", 5), ("ant", 6), ("bee", 6),
        ("beetle", 6), ("wasp", 6), ("cricket", 6), ("spider", 8), ("scorpion", 8), ("crab", 10), ("lobster", 10), ("shrimp", 10), ("snake", 0),
    ];

    public static Puzzle? Gcd(PuzzleDraw draw)
    {
        var count = 2 + (draw.Level / 5);
        var common = draw.Between(2, 60 + (100 * draw.Level));
        var numbers = Enumerable.Range(0, count).Select(_ => common * draw.Between(2, 10 + (5 * draw.Level))).ToArray();
        var gcd = numbers.Aggregate((a, b) => (int)BigInteger.GreatestCommonDivisor(a, b));
        return gcd < 2 || numbers.Distinct().Count() < count || !draw.Admits(string.Join(',', numbers.Order())) ? null
            : new($"Find the Greatest Common Divisor (GCD) of these numbers: {string.Join(", ", numbers)}. Give only the GCD as your final answer.", $"{gcd}");
    }

    public static Puzzle? Lcm(PuzzleDraw draw)
    {
        var numbers = Enumerable.Range(0, 2 + (draw.Level / 5)).Select(_ => draw.Between(6, 20 + (20 * draw.Level))).ToArray();
        var lcm = numbers.Aggregate(BigInteger.One, (a, b) => a * b / BigInteger.GreatestCommonDivisor(a, b));
        return lcm < 100 || !draw.Admits(string.Join(',', numbers.Order())) ? null
            : new($"Find the Least Common Multiple (LCM) of these numbers: {string.Join(", ", numbers)}", $"{lcm}");
    }

    public static Puzzle? PrimeFactors(PuzzleDraw draw)
    {
        var number = draw.Between(100 << (draw.Level / 2), 500 << draw.Level);
        var factors = new List<int>();
        var rest = number;
        for (var d = 2; d * d <= rest; d++)
        {
            for (; rest % d == 0; rest /= d)
            {
                factors.Add(d);
            }
        }

        factors.Add(rest);
        factors.Remove(1);
        return factors.Count < 2 || !draw.Admits($"{number}") ? null
            : new($"Find the prime factorization of {number}. Write the factors separated by × (Example: for 12 the answer would be: 2 × 2 × 3)", string.Join(" × ", factors));
    }

    public static Puzzle? CountPrimes(PuzzleDraw draw)
    {
        var start = draw.Between(1, 200 * draw.Level);
        var end = start + draw.Between(1200, 1500 + (800 * draw.Level));
        var composite = new bool[end + 1];
        var count = 0;
        for (var n = 2; n <= end; n++)
        {
            if (!composite[n])
            {
                count += n >= start ? 1 : 0;
                for (var m = 2 * n; m <= end; m += n)
                {
                    composite[m] = true;
                }
            }
        }

        return draw.Admits($"{start}-{end}") ? new($"Count how many prime numbers there are between {start} and {end} (inclusive) ?", $"{count}") : null;
    }

    public static Puzzle? Legs(PuzzleDraw draw)
    {
        var animals = draw.Some(Animals, 3 + (draw.Level / 2)).Select(a => (a.Name, a.Legs, Count: draw.Between(5, 15 + (10 * draw.Level)))).ToArray();
        var list = string.Join(", ", animals.Select(a => $"{a.Count} {a.Name}s"));
        return draw.Admits(string.Join(',', animals.Select(a => $"{a.Count} {a.Name}").Order(StringComparer.Ordinal)))
            ? new(
                $"Your task is to count how many legs there are in total when given a list of animals.\n\nNow, how many legs are there in total if you have {list}?\n",
                $"{animals.Sum(a => a.Legs * a.Count)}")
            : null;
    }

    public static Puzzle? LastAngle(PuzzleDraw draw)
    {
        var sides = 3 + (draw.Level / 2);
        var known = Enumerable.Range(0, sides - 1).Select(_ => draw.Between(20, 175)).ToArray();
        var last = ((sides - 2) * 180) - known.Sum();
        return last is < 1 or > 179 || !draw.Admits(string.Join(',', known.Order())) ? null
            : new(
                $"Given a convex polygon with {sides} sides, its first {sides - 1} interior angles are: {string.Join(", ", known.Select(a => $"{a}.0°"))}. "
                + "What is the measure of the remaining interior angle (in degrees)? Return only the angle as your answer. Do not give the units in your answer.", $"{last}");
    }

    public static Puzzle? SortNumbers(PuzzleDraw draw)
    {
        var numbers = Enumerable.Range(0, 4 + draw.Level).Select(_ => draw.Between(-9999, 9999)).Distinct().ToArray();
        var down = draw.Percent(50);
        var sorted = down ? numbers.OrderDescending() : numbers.Order();
        static string Show(int n) => $"{(n < 0 ? "-" : "")}{Math.Abs(n) / 10}.{Math.Abs(n) % 10}";
        return draw.Admits(string.Join(',', numbers.Order()))
            ? new(
                $"Sort these numbers in {(down ? "descending" : "ascending")} order: {string.Join(", ", numbers.Select(Show))}\n"
                + "Give your answer as a list of numbers in quotes, for example ['-69.5', '-13.0', '1.2'].\n", $"[{string.Join(", ", sorted.Select(n => $"'{Show(n)}'"))}]")
            : null;
    }

    public static Puzzle? TimeSpans(PuzzleDraw draw)
    {
        var start = draw.Below(86_400 / 2);
        var length = draw.Between(100, Math.Min(86_399 - start, 1000 + (4000 * draw.Level)));
        static string Show(int s) => $"{s / 3600:00}:{s / 60 % 60:00}:{s % 60:00}";
        return draw.Admits($"{start}+{length}")
            ? new($"A video call started at {Show(start)} and ended at {Show(start + length)}. How long was the call? Answer in HH:MM:SS.", Show(length))
            : null;
    }
}
