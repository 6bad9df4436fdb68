namespace Ponder.Runs.Reports;

/// <summary>Mean and spread over the seeds of one recipe.</summary>
/// <param name="Count">Number of seeds.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation (divisor n − 1); 0 for one seed.</param>
internal readonly record struct SeedStatistics(int Count, double Mean, double Deviation)
{
    // Two-sided 95 % points of Student's t for 1, 2, 3… degrees of freedom.
    private static readonly double[] s_student =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
        2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Half the width of the 95 % confidence interval of the mean (Student's t); null for one seed.</summary>
    public double? HalfWidth => Count < 2
        ? null
        : (Count - 2 < s_student.Length ? s_student[Count - 2] : 1.96) * Deviation / Math.Sqrt(Count);

    public static SeedStatistics Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new SeedStatistics(values.Count, mean, values.Count < 2 ? 0 : Math.Sqrt(squares / (values.Count - 1)));
    }
}
