namespace Ponder.Data.Generation;

/// <summary>
/// Numbers the multisets of a size: the combinatorial number system (Knuth, The Art of Computer Programming 4A,
/// 7.2.1.3).
/// </summary>
internal static class Multisets
{
    /// <summary>Number of multisets of <paramref name="size"/> values out of <paramref name="values"/>.</summary>
    public static long Count(int values, int size) => Binomial(values + size - 1, size);

    /// <summary>The multiset of a rank in [0, <see cref="Count"/>), ascending, of values from 0.</summary>
    public static long[] At(int values, int size, long rank)
    {
        var result = new long[size];
        var top = values + size - 2L;
        for (var i = size; i > 0; i--)
        {
            while (Binomial(top, i) > rank)
            {
                top--;
            }

            rank -= Binomial(top, i);
            result[i - 1] = top - (i - 1);
        }

        return result;
    }

    private static long Binomial(long n, int k)
    {
        var result = 1L;
        for (var i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return n < k ? 0 : result;
    }
}
