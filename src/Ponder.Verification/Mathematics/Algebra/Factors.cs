using System.Numerics;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>Small factorisation.</summary>
internal static class Factors
{
    private const int Limit = 2_000;

    /// <summary>
    /// Prime powers of a whole number above 1 by trial division; the last may be a number without small factors. Null when that does not fit.
    /// </summary>
    public static List<(int Prime, int Exponent)>? Of(BigInteger number, Budget fuel)
    {
        var result = new List<(int, int)>();
        if (number.GetBitLength() > 2_000)
        {
            return null;
        }

        for (var p = 2; p <= Limit && number > 1; p += p == 2 ? 1 : 2)
        {
            if (number < int.MaxValue && (long)p * p > (long)number)
            {
                break;
            }

            fuel.Spend();
            var count = 0;
            while ((number % p).IsZero)
            {
                number /= p;
                count++;
            }

            if (count > 0)
            {
                result.Add((p, count));
            }
        }

        if (number > 1)
        {
            if (number > int.MaxValue)
            {
                return null;
            }

            result.Add(((int)number, 1));
        }

        return result;
    }

    /// <summary>The whole root of a number, or null when it is not a perfect power.</summary>
    public static BigInteger? Root(BigInteger number, int degree, Budget fuel)
    {
        if (number.Sign < 0)
        {
            return degree % 2 == 1 && Root(-number, degree, fuel) is { } positive ? -positive : null;
        }

        if (number <= 1)
        {
            return number;
        }

        if (degree == 2 && number < 1L << 52)
        {
            fuel.Spend(2);
            var root = (long)Math.Sqrt((double)number);
            return root * root == number ? root : null;
        }

        if (degree > 64 || number.GetBitLength() > 20_000)
        {
            return null;
        }

        // Newton from above.
        var x = BigInteger.One << (int)((number.GetBitLength() / degree) + 1);
        while (true)
        {
            fuel.Spend(1 + (number.GetBitLength() / 64));
            var next = (((degree - 1) * x) + (number / BigInteger.Pow(x, degree - 1))) / degree;
            if (next >= x)
            {
                break;
            }

            x = next;
        }

        return BigInteger.Pow(x, degree) == number ? x : null;
    }
}
