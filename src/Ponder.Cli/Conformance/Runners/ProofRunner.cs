using Ponder.Verification.Proofs;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>One row of <c>proofs/cases.jsonl</c>: whether the derivation is valid, and its first bad line.</summary>
internal sealed class ProofRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var report = Derivations.Check(
            row.GetProperty("type").GetString()!, [.. row.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!)]);
        comparison.Require(report is not null, $"there is no checker for derivations of the type {row.GetProperty("type")}");
        if (report is not null)
        {
            comparison.Require(!report.OutOfFuel, "the budget ended");
            comparison.Equal("valid", row.GetProperty("valid").GetBoolean(), report.Valid);
            comparison.Equal(
                "first_bad_line", row.GetProperty("first_bad_line") is { ValueKind: System.Text.Json.JsonValueKind.Number } bad ? bad.GetInt32() : null, report.FirstBadLine);
        }

        return comparison;
    }
}
