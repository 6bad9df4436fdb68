namespace Ponder.Verification.Puzzles.Families;

/// <summary>Prime factors in any order whose product is the number.</summary>
internal static class PrimeFactorization
{
    private const int MaxFactors = 64;

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        if (puzzle.Between("factorization of ", ".") is not { } text || !long.TryParse(text, out var number) || number < 2 || number > 1L << 40)
        {
            return Ruling.Unreadable;
        }

        var parts = answer.Split(['×', '*', 'x'], StringSplitOptions.TrimEntries);
        if (parts.Length > MaxFactors)
        {
            return Ruling.Malformed;
        }

        var product = 1L;
        foreach (var part in parts)
        {
            if (PuzzleText.Number(part) is not { Denominator.IsOne: true } value || value.Numerator < 2 || value.Numerator > number)
            {
                return Ruling.Malformed;
            }

            var factor = (long)value.Numerator;
            if (!Primes.IsPrime(factor))
            {
                return Ruling.Wrong("not-prime");
            }

            product = product > number / factor ? number + 1 : product * factor;
        }

        return Ruling.Of(product == number, "different-product");
    }
}
