namespace Ponder.Cli.Bench;

/// <summary>Something that <c>ponder bench</c> measures.</summary>
/// <param name="Rows">Measures it.</param>
/// <param name="Repeats">Measurements per row where the user does not say.</param>
internal sealed record BenchKind(Func<BenchSettings, IEnumerable<BenchRow>> Rows, int Repeats);
