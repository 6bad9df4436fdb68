namespace Ponder.Cli.Conformance;

/// <summary>Computes what a kind of golden case expects and compares.</summary>
/// <remarks>An exception that escapes is reported as the failure of the case.</remarks>
public interface ICaseRunner
{
    /// <summary>Runs one case.</summary>
    /// <param name="item">The case.</param>
    /// <param name="context">Files of the area, models, and what earlier cases loaded.</param>
    /// <returns>The comparison, with every expected quantity in it.</returns>
    Comparison Run(ConformanceCase item, ConformanceContext context);
}
