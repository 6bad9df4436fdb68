namespace Ponder.TestSupport;

/// <summary>
/// Finds the folder of golden data and real models beside the repository. It may be missing: tests that need it carry
/// <see cref="SharedFactAttribute"/> or <see cref="SharedTheoryAttribute"/> and skip with a reason.
/// </summary>
internal static class SharedFolder
{
    /// <summary>
    /// The path of a file or folder below the shared folder, or null where it is absent. The folder is <c>PONDER_SHARED</c>
    /// where that is set, else <c>../shared</c> beside the repository.
    /// </summary>
    public static string? Find(params string[] parts)
    {
        if (Root() is not { } root)
        {
            return null;
        }

        var path = Path.Combine([root, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>The reason to skip a test that needs the path, or null where it is there.</summary>
    public static string? SkipReason(params string[] parts) =>
        Find(parts) is null
            ? $"needs {Path.Combine(["shared", .. parts])}: set PONDER_SHARED, or put the folder beside the repository"
            : null;

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("PONDER_SHARED") is { Length: > 0 } given)
        {
            return given;
        }

        return RepositoryFolder.Find() is { } repository && Path.GetDirectoryName(repository) is { } parent
            ? Path.Combine(parent, "shared")
            : null;
    }
}
