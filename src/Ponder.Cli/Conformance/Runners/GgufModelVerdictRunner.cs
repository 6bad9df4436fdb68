using Ponder.Models;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>Sound GGUF containers that are no loadable model: the verdict, and an error that names the file.</summary>
internal sealed class GgufModelVerdictRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var path = Path.Combine(item.Folder, item.Id!);
        return GgufVerdictRunner.Verdict(
            context.Row(item, "file").GetProperty("expected").GetString()!, path, () => Families.Load(path).Dispose());
    }
}
