namespace Ponder.Algorithms.Losses;

/// <summary>The guard around exponentials of differences of log-probabilities.</summary>
public static class LogRatio
{
    /// <summary>
    /// Log-ratios are clamped to ± this before <c>exp</c>, so that one broken token cannot make the loss infinite; the
    /// gradient beyond is 0. Every clamp is counted in <see cref="StepStatistics.LogRatiosClamped"/>: a healthy run has
    /// none.
    /// </summary>
    public const double Limit = 20;
}
