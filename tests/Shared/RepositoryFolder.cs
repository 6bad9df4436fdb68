namespace Ponder.TestSupport;

/// <summary>Finds the root of the repository from the folder that the tests run in.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder that holds <c>Ponder.slnx</c>, or null where the tests run outside of a checkout.</summary>
    public static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ponder.slnx")))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>A path inside the repository.</summary>
    public static string PathTo(params string[] parts) =>
        Path.Combine([Find() ?? throw new DirectoryNotFoundException("no Ponder.slnx above the tests"), .. parts]);
}
