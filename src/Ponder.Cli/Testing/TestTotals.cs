using System.Xml.Linq;

namespace Ponder.Cli.Testing;

/// <summary>Sums over all test projects of a run, read from their <c>.trx</c> files.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, timed out or were aborted.</param>
/// <param name="Skipped">Tests that were not run, each with a reason.</param>
public sealed record TestTotals(int Passed, int Failed, int Skipped)
{
    /// <summary>Sums the files of a folder.</summary>
    public static TestTotals Read(string folder)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories))
        {
            foreach (var result in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
            {
                switch (result.Attribute("outcome")?.Value)
                {
                    case "Passed": passed++; break;
                    case "NotExecuted": skipped++; break;
                    default: failed++; break;
                }
            }
        }

        return new TestTotals(passed, failed, skipped);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
