using System.Numerics;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Expressions that reach a target: 24 points and countdown.</summary>
internal static class ExpressionPuzzles
{
    public static Puzzle? TwentyFour(PuzzleDraw draw)
    {
        // Levels widen the numbers; from the sixth on only puzzles without a solution by + and − count, from the ninth on fractions are needed.
        var numbers = Enumerable.Range(0, 4).Select(_ => draw.Between(1, Math.Min(13, 6 + draw.Level))).ToArray();
        if (!draw.Admits(string.Join(',', numbers.Order())))
        {
            return null;
        }

        var solutions = TwentyFourSolver.Solve(numbers);
        var found = draw.Level switch
        {
            < 6 => solutions.Any,
            _ when solutions.Sums is not null => null,
            < 9 => solutions.Whole,
            _ => solutions.Whole is null || draw.Percent(10) ? solutions.Any : null,
        };
        return found is null ? null
            : new(
                $"Make 24 using {string.Join(", ", numbers)}. You can only use each number once. You can use the operators +, -, *, /.\nFinal answer format instructions:\n"
                + "1. Provide your final answer as an arithmetic expression (no '=' sign).\n2. Do not include the target number in the expression.\n3. Use '*' for multiplication.\n4. Use '/' for division.\n", found);
    }

    public static Puzzle? Countdown(PuzzleDraw draw)
    {
        var numbers = Enumerable.Range(0, 3 + ((draw.Level + 1) / 3)).Select(_ => draw.Between(1, 20 + (8 * draw.Level))).ToArray();
        var terms = numbers.Select(n => new Term(n, 1, $"{n}", false)).ToList();
        while (terms.Count > 1)
        {
            var pair = draw.Some(Enumerable.Range(0, terms.Count), 2);
            var (a, b) = (terms[pair[0]], terms[pair[1]]);
            var op = draw.Pick("++--**/".ToCharArray());
            if (Combine(a, b, op) is not { Denominator: 1, Numerator: > 0 and < 100_000 } made)
            {
                return null;
            }

            terms = [.. terms.Where((_, i) => !pair.Contains(i)), made];
        }

        var target = terms[0].Numerator;
        return target is < 30 or > 999 || numbers.Contains((int)target) || !draw.Admits($"{target}:{string.Join(',', numbers.Order())}") ? null
            : new(
                $"Using all the numbers {string.Join(", ", draw.Shuffle(numbers))}, create an expression that equals {target}.\nYou can only use each number once.\n\nFinal answer format instructions:\n"
                + "1. Provide your solution as an arithmetic expression (no '=' sign).\n2. Do not include the target number in the expression.\n3. Use '*' for multiplication.\n4. Use '/' for division.\n5. Do not include any other text or formatting.\n",
                terms[0].Text);
    }

    private static Term? Combine(Term a, Term b, char op)
    {
        var (n, d) = op switch
        {
            '+' => ((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator),
            '-' => ((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator),
            '*' => (a.Numerator * b.Numerator, a.Denominator * b.Denominator),
            _ => (a.Numerator * b.Denominator, a.Denominator * b.Numerator),
        };
        if (d == 0)
        {
            return null;
        }

        var divisor = (long)BigInteger.GreatestCommonDivisor(n, d) * Math.Sign(d);
        return new Term(n / divisor, d / divisor, $"{a.Bracketed} {op} {b.Bracketed}", true);
    }

    private sealed record Term(long Numerator, long Denominator, string Text, bool IsCompound)
    {
        public string Bracketed => IsCompound ? $"({Text})" : Text;
    }
}
