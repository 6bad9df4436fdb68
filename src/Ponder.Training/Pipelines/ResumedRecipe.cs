using System.Text.RegularExpressions;
using Ponder.Runs;
using Ponder.Text;
using Ponder.Training.Recipes;
using YamlDotNet.RepresentationModel;
namespace Ponder.Training.Pipelines;

/// <summary>Compares the recipe that a run began with to the one that it is to go on with.</summary>
internal static partial class ResumedRecipe
{
    /// <summary>What differs and may: how weights are updated from here on, how often something is written.</summary>
    /// <exception cref="UserException">Something else differs: it would be another run.</exception>
    public static IReadOnlyList<string> Changes(RunFolder folder, Recipe recipe)
    {
        var (before, now) = (Values(File.ReadAllText(folder.RecipePath)), Values(recipe.Resolved));
        before.TryAdd("device", "cpu");
        var changes = new List<string>();
        foreach (var key in before.Keys.Union(now.Keys).Where(key => !Ignored(key)))
        {
            var (old, current) = (before.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (old == current)
            {
                continue;
            }
            if (!MayChange().IsMatch(key))
            {
                throw new UserException(
                    $"{folder.Path}: this run was started with another recipe; the first difference is '{key}: {old ?? "nothing"}' then, "
                    + $"'{key}: {current ?? "nothing"}' now. Resume with the same recipe and --set values (those of optimiser:, checkpoint: and samples_ "
                    + "may change), or start a new run without --resume.");
            }
            changes.Add($"{key}: {old ?? "nothing"} → {current ?? "nothing"}");
        }
        return changes;
    }

    // The machine's, not the run's: a run may go on where there are more cores or fewer.
    private static bool Ignored(string key) => key == "threads";

    [GeneratedRegex(@"^(device|checkpoint\..+|stages\[\d+\]\.(optimiser\..+|samples_every|samples_per_step))$")]
    private static partial Regex MayChange();

    /// <summary>All single values of a recipe by their paths, in the order of the file.</summary>
    private static Dictionary<string, string> Values(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(stream.Documents[0].RootNode, "", values);
        return values;
    }

    private static void Collect(YamlNode node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    Collect(value, path.Length == 0 ? $"{key}" : $"{path}.{key}", values);
                }
                break;
            case YamlSequenceNode list:
                foreach (var (item, index) in list.Children.Select((item, index) => (item, index)))
                {
                    Collect(item, $"{path}[{index}]", values);
                }
                break;
            default:
                values[path] = node.ToString();
                break;
        }
    }
}
