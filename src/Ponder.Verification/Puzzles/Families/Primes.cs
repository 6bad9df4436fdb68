namespace Ponder.Verification.Puzzles.Families;

/// <summary>Small primes by trial division.</summary>
internal static class Primes
{
    /// <summary>Whether a number up to 2⁴⁰ or so is prime.</summary>
    public static bool IsPrime(long n)
    {
        if (n < 4)
        {
            return n >= 2;
        }

        if (n % 2 == 0)
        {
            return false;
        }

        for (var d = 3L; d * d <= n; d += 2)
        {
            if (n % d == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Number of primes in a range within 0 … 10⁷.</summary>
    public static int Count(int start, int end)
    {
        var composite = new bool[end + 1];
        var count = 0;
        for (var n = 2; n <= end; n++)
        {
            if (composite[n])
            {
                continue;
            }

            count += n >= start ? 1 : 0;
            for (var m = (long)n * n; m <= end; m += n)
            {
                composite[m] = true;
            }
        }

        return count;
    }
}
