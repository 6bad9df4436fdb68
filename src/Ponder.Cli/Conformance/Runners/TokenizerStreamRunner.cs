namespace Ponder.Cli.Conformance.Runners;

/// <summary>One row of <c>stream.jsonl</c>: what is emitted is always a prefix of the certain text, and ends at the whole.</summary>
internal sealed class TokenizerStreamRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item);
        var stream = GoldenTokenizer.Load(item, context).StreamDecode(row.GetProperty("skip_special").GetBoolean());
        var pieces = row.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()!);
        var (emitted, certain) = ("", "");
        foreach (var (id, piece) in RealTokensRunner.Ids(row, "ids")!.Zip(pieces))
        {
            emitted += stream.Push(id);
            certain += piece;
            comparison.Require(
                certain.StartsWith(emitted, StringComparison.Ordinal), $"emitted \"{emitted}\", of which only \"{certain}\" is certain");
        }

        comparison.Equal("final", row.GetProperty("final").GetString(), emitted + stream.Flush());
        return comparison;
    }
}
