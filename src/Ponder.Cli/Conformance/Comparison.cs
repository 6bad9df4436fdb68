namespace Ponder.Cli.Conformance;

/// <summary>
/// Gathers the comparisons of one case. The case passes when all of them hold; its reported error is that of the quantity that
/// used the largest share of its tolerance.
/// </summary>
public sealed class Comparison
{
    private const int MostReasons = 4;
    private readonly List<string> _differences = [];
    private double _share = -1;
    private double? _error;
    private double? _tolerance;
    private int _failures;
    private int _compared;

    /// <summary>Compares a number.</summary>
    /// <param name="what">The quantity, for the message.</param>
    /// <param name="expected">The golden value.</param>
    /// <param name="got">Ours.</param>
    /// <param name="tolerance">Largest absolute difference.</param>
    public void Near(string what, double expected, double got, double tolerance) =>
        Note(what, expected, got, Difference(expected, got), tolerance);

    /// <summary>Compares numbers element by element; lengths must agree.</summary>
    /// <param name="what">The quantity, for the message.</param>
    /// <param name="expected">The golden values.</param>
    /// <param name="got">Ours.</param>
    /// <param name="tolerance">Largest absolute difference.</param>
    public void Near(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> got, double tolerance)
    {
        if (!SameLength(what, expected.Length, got.Length))
        {
            return;
        }

        var (worst, at) = (-1.0, -1);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Difference(expected[i], got[i]);
            if (difference > worst)
            {
                (worst, at) = (difference, i);
            }
        }

        if (at >= 0)
        {
            Note($"{what}[{at}]", expected[at], got[at], worst, tolerance);
        }
    }

    /// <summary>Compares numbers element by element in double precision; lengths must agree.</summary>
    /// <param name="what">The quantity, for the message.</param>
    /// <param name="expected">The golden values.</param>
    /// <param name="got">Ours.</param>
    /// <param name="tolerance">Largest absolute difference.</param>
    public void Near(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> got, double tolerance)
    {
        if (!SameLength(what, expected.Length, got.Length))
        {
            return;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            Note($"{what}[{i}]", expected[i], got[i], Difference(expected[i], got[i]), tolerance);
        }
    }

    /// <summary>Compares two values that must be equal.</summary>
    public void Equal<T>(string what, T expected, T got)
    {
        _compared++;
        if (!EqualityComparer<T>.Default.Equals(expected, got))
        {
            Differs($"{what}: expected {Show(expected)}, got {Show(got)}");
        }
    }

    /// <summary>Compares two lists that must be equal.</summary>
    public void Equal<T>(string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> got)
    {
        _compared++;
        var shared = 0;
        while (shared < Math.Min(expected.Length, got.Length)
            && EqualityComparer<T>.Default.Equals(expected[shared], got[shared]))
        {
            shared++;
        }

        if (shared < expected.Length || shared < got.Length)
        {
            var wanted = shared < expected.Length ? Show(expected[shared]) : "the end";
            var had = shared < got.Length ? Show(got[shared]) : "the end";
            Differs($"{what}[{shared}]: expected {wanted}, got {had} (lengths {expected.Length} and {got.Length})");
        }
    }

    /// <summary>Records that a condition must hold.</summary>
    public void Require(bool condition, string otherwise)
    {
        _compared++;
        if (!condition)
        {
            Differs(otherwise);
        }
    }

    /// <summary>The verdict. A comparison in which nothing was compared fails.</summary>
    public CaseOutcome Outcome()
    {
        if (_compared == 0)
        {
            return new CaseOutcome(ConformanceStatus.Fail, Reason: "the case holds nothing that was compared");
        }

        if (_failures == 0)
        {
            return new CaseOutcome(ConformanceStatus.Pass, _error, _tolerance);
        }

        var more = _failures > _differences.Count ? $"; and {_failures - _differences.Count} more" : "";
        return new CaseOutcome(ConformanceStatus.Fail, _error, _tolerance, string.Join("; ", _differences) + more);
    }

    private bool SameLength(string what, int expected, int got)
    {
        _compared++;
        if (expected == got)
        {
            return true;
        }

        Differs($"{what}: expected {expected} numbers, got {got}");
        return false;
    }

    private void Note(string what, double expected, double got, double error, double tolerance)
    {
        _compared++;
        var share = error == 0 ? 0 : error / tolerance;
        if (share > _share)
        {
            (_share, _error, _tolerance) = (share, error, tolerance);
        }

        if (!(error <= tolerance))
        {
            Differs($"{what}: expected {expected:G9}, got {got:G9}, off by {error:G3}, tolerance {tolerance:G3}");
        }
    }

    private void Differs(string reason)
    {
        _failures++;
        if (_differences.Count < MostReasons)
        {
            _differences.Add(reason);
        }
    }

    // Equal infinities and a NaN on both sides are no difference; a NaN on one side is an infinite one.
    private static double Difference(double expected, double got)
    {
        if (expected.Equals(got))
        {
            return 0;
        }

        var difference = Math.Abs(expected - got);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }

    private static string Show<T>(T value) => value switch
    {
        null => "nothing",
        string { Length: > 120 } text => $"\"{text[..120]}…\"",
        string text => $"\"{text}\"",
        _ => value.ToString() ?? "",
    };
}
