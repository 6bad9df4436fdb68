using Ponder.Models.Checkpoints.Gguf;
using Ponder.Tensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>Malformed GGUF files: the verdict, and an error that names the file.</summary>
internal sealed class GgufVerdictRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var path = Path.Combine(item.Folder, item.Id!);
        return Verdict(context.Row(item, "file").GetProperty("expected").GetString()!, path, () => GgufFile.Open(path).Dispose());
    }

    /// <summary>Opens something and compares the verdict with the expected one.</summary>
    internal static Comparison Verdict(string expected, string path, Action open)
    {
        var comparison = new Comparison();
        var got = "accept";
        try
        {
            open();
        }
        catch (CheckpointException e)
        {
            got = $"reject ({e.Message})";
            comparison.Require(
                e.Message.Contains(Path.GetFileName(path), StringComparison.Ordinal), $"the error does not name the file: {e.Message}");
        }

        comparison.Require(
            expected == "either" || got.StartsWith(expected, StringComparison.Ordinal), $"expected {expected}, got {got}");
        return comparison;
    }
}
