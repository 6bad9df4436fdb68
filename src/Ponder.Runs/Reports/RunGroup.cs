using System.Text.RegularExpressions;

namespace Ponder.Runs.Reports;

/// <summary>Runs of one recipe that differ in nothing but the seed.</summary>
internal sealed partial record RunGroup(string Title, IReadOnlyList<RunData> Runs)
{
    /// <summary>Puts runs with the same resolved recipe, seed aside, into one group; groups keep the order of their first run.</summary>
    public static IReadOnlyList<RunGroup> Of(IReadOnlyList<RunData> runs)
    {
        var groups = runs.GroupBy(run => (run.Folder.Name, SeedLine().Replace(run.Recipe, ""))).ToArray();
        var names = groups.Select(group => group.Key.Name).ToArray();
        return
        [
            .. from seeds in groups
               let name = seeds.Key.Name
               let unique = names.Count(other => other == name) == 1
               select new RunGroup(unique ? name : $"{name} {seeds.First().Folder.Id}", [.. seeds]),
        ];
    }

    [GeneratedRegex(@"^\s*(seed|threads|run_id|run_folder):.*$", RegexOptions.Multiline)]
    private static partial Regex SeedLine();
}
