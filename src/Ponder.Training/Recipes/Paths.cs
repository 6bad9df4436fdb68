namespace Ponder.Training.Recipes;

/// <summary>Paths in recipes start in the recipe's folder; environment variables of the form <c>${NAME}</c> are replaced.</summary>
internal static class Paths
{
    public static string Resolve(string folder, string path)
    {
        var expanded = System.Text.RegularExpressions.Regex.Replace(
            path, @"\$\{(\w+)\}", match => Environment.GetEnvironmentVariable(match.Groups[1].Value) ?? match.Value);
        return Path.GetFullPath(Path.IsPathRooted(expanded) ? expanded : Path.Combine(folder, expanded));
    }
}
