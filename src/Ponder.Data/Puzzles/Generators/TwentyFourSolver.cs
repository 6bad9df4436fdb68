using System.Collections.Concurrent;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>
/// Solves 24 points by all pairs and operations, depth first, in exact fractions. There are 1,820 sets of four numbers up to 13: each is
/// solved once and remembered.
/// </summary>
internal static class TwentyFourSolver
{
    private const int Target = 24;
    private const string All = "+-*/";

    private static readonly ConcurrentDictionary<int, TwentyFourSolutions> Known = new();

    /// <summary>The solutions of a set of four numbers, each up to 13.</summary>
    public static TwentyFourSolutions Solve(IReadOnlyList<int> numbers)
    {
        int[] sorted = [.. numbers.Order()];
        return Known.GetOrAdd(sorted.Aggregate(0, (key, n) => (key * 16) + n), _ => new TwentyFourSolutions(
            Find(sorted, "+-", true), Find(sorted, All, true), Find(sorted, All, false)));
    }

    private static string? Find(int[] numbers, string operations, bool whole)
    {
        Span<Term> terms = stackalloc Term[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            terms[i] = new Term(numbers[i], 1);
        }

        var steps = new Stack<(int I, int J, char Operation)>();
        return Search(terms, operations, whole, steps) ? Write(numbers, steps) : null;
    }

    // On the way back from a solution its steps are pushed, so that the first one lies on top.
    private static bool Search(ReadOnlySpan<Term> terms, string operations, bool whole, Stack<(int, int, char)> steps)
    {
        if (terms.Length == 1)
        {
            return terms[0].Numerator == Target * terms[0].Denominator;
        }

        Span<Term> next = stackalloc Term[terms.Length - 1];
        for (var i = 0; i < terms.Length; i++)
        {
            for (var j = 0; j < terms.Length; j++)
            {
                foreach (var operation in operations)
                {
                    if (i == j || (operation is '+' or '*' && j < i) || !Combine(terms[i], terms[j], operation, out next[0]) || (whole && next[0].Denominator != 1))
                    {
                        continue;
                    }

                    for (int k = 0, to = 1; k < terms.Length; k++)
                    {
                        if (k != i && k != j)
                        {
                            next[to++] = terms[k];
                        }
                    }

                    if (Search(next, operations, whole, steps))
                    {
                        steps.Push((i, j, operation));
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool Combine(Term a, Term b, char operation, out Term made)
    {
        var (n, d) = operation switch
        {
            '+' => ((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator),
            '-' => ((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator),
            '*' => (a.Numerator * b.Numerator, a.Denominator * b.Denominator),
            _ => (a.Numerator * b.Denominator, a.Denominator * b.Numerator),
        };
        if (d == 0)
        {
            made = default;
            return false;
        }

        var (x, y) = (Math.Abs(n), Math.Abs(d));
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        x *= Math.Sign(d);
        made = new Term(n / x, d / x);
        return true;
    }

    private static string Write(int[] numbers, Stack<(int I, int J, char Operation)> steps)
    {
        List<(string Text, bool IsCompound)> terms = [.. numbers.Select(n => ($"{n}", false))];
        foreach (var (i, j, operation) in steps)
        {
            var made = ($"{Bracketed(terms[i])} {operation} {Bracketed(terms[j])}", true);
            terms = [made, .. terms.Where((_, k) => k != i && k != j)];
        }

        return terms[0].Text;
    }

    private static string Bracketed((string Text, bool IsCompound) term) => term.IsCompound ? $"({term.Text})" : term.Text;

    private readonly record struct Term(long Numerator, long Denominator);
}
