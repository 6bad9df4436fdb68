using System.Globalization;
using System.Text;
using Ponder.Training.Pipelines;

namespace Ponder.Cli.Train;

/// <summary>What is said at the end of a run.</summary>
internal static class RunSummaryText
{
    private const double Megabyte = 1e6;
    private const int LeastNameWidth = 10;

    public static string Of(RunResult result)
    {
        var text = new StringBuilder();
        var stages = result.Accuracies.Select(pair => pair.Key).Concat(result.Memory.Where(stage => stage.Steps > 1).Select(stage => stage.Stage));
        var width = stages.Select(name => name.Length).Append(LeastNameWidth).Max();
        foreach (var (stage, accuracy) in result.Accuracies)
        {
            text.Append(stage.PadRight(width)).Append($" {accuracy} correct on held-out items\n");
        }

        foreach (var stage in result.Memory.Where(stage => stage.Steps > 1))
        {
            text.Append(stage.Stage.PadRight(width)).Append(
                $" first to last of {stage.Steps} steps: live handles {stage.FirstHandles} → {stage.LastHandles}, resident {Size(stage.FirstResident)} → {Size(stage.LastResident)} MB\n");
        }

        text.Append("weights".PadRight(width)).Append($" sha256 {result.WeightsHash}\n");
        text.Append("checkpoint".PadRight(width)).Append($" {result.Checkpoint ?? "none yet"}\n");
        text.Append("report".PadRight(width)).Append($" {result.Folder.ReportPath}\n");
        return text.ToString();
    }

    private static string Size(long bytes) => (bytes / Megabyte).ToString("#,0", CultureInfo.InvariantCulture);
}
