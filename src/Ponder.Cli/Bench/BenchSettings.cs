namespace Ponder.Cli.Bench;

/// <summary>What the user asked of a bench.</summary>
/// <param name="Repeats">Measurements per row.</param>
/// <param name="Threads">Threads of the calling thread.</param>
/// <param name="Only">Prefix of the wanted rows, or null for the usual ones.</param>
/// <param name="Exact">Whether the exact mode is measured instead of the fast one.</param>
/// <param name="Cancellation">Checked between measurements.</param>
public sealed record BenchSettings(int Repeats, int Threads, string? Only, bool Exact, CancellationToken Cancellation)
{
    /// <summary>Whole runs with the seeds 0, 1, … instead of their first steps; null for the first steps. Read by <c>bench rl</c>.</summary>
    public int? Seeds { get; init; }

    /// <summary>How long a row of training or generation may take before it goes without its remaining repeats; null where repeats were asked for.</summary>
    public TimeSpan? RowLimit { get; init; }

    /// <summary>Whether a row runs: the named ones, or all but those that must be asked for. A number in a name is read whole: b1 does not mean b128.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="asked">Whether it must be asked for.</param>
    public bool Wants(string row, bool asked)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Only is null
            ? !asked
            : row.StartsWith(Only, StringComparison.Ordinal)
                && !(row.Length > Only.Length && Only.Length > 0 && char.IsAsciiDigit(Only[^1]) && char.IsAsciiDigit(row[Only.Length]));
    }
}
