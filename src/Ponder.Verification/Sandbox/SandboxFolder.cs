namespace Ponder.Verification.Sandbox;

/// <summary>The files of a judge outside its sandboxes, in a folder that is locked while the judge lives.</summary>
/// <remarks>The lock ends with its process however that ends, so that a judge finds the folders that killed ones left.</remarks>
internal sealed class SandboxFolder : IDisposable
{
    private const string Prefix = "ponder-sandbox-", LockName = "lock", FilterName = "filter.bpf", StatusPrefix = "status-";
    private readonly string _path;
    private readonly FileStream _lock;
    private bool _disposed;

    /// <summary>Makes the folder, and removes those of judges that are gone.</summary>
    /// <param name="parent">Where it lies; null for the system's temporary files.</param>
    /// <param name="filter">The system-call filter.</param>
    public SandboxFolder(byte[] filter, string? parent = null)
    {
        parent ??= Path.GetTempPath();
        RemoveStale(parent);

        // It has its lock before it gets the name by which others find it.
        var made = Directory.CreateTempSubdirectory("ponder-new-");
        try
        {
            _lock = new FileStream(Path.Combine(made.FullName, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllBytes(Path.Combine(made.FullName, FilterName), filter);
            _path = Path.Combine(parent, Prefix + Path.GetRandomFileName());
            Directory.Move(made.FullName, _path);
        }
        catch
        {
            _lock?.Dispose();
            made.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>The system-call filter.</summary>
    public string Filter => Path.Combine(_path, FilterName);

    /// <summary>Where bubblewrap notes how the command of one sandbox ended.</summary>
    /// <param name="number">The sandbox.</param>
    public string Status(long number) => Path.Combine(_path, $"{StatusPrefix}{number}");

    /// <summary>Deletes such a note, where it is there.</summary>
    public static void DeleteStatus(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The judge is gone, and its folder with it.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Remove(_path);
            _lock.Dispose();
        }
    }

    private static void RemoveStale(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                using var free = new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                Remove(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A judge lives there, or it is another user's.
            }
        }
    }

    // Only what a judge writes: others may make folders of this name where everybody may write. The lock goes last.
    private static void Remove(string folder)
    {
        try
        {
            foreach (var status in Directory.EnumerateFiles(folder, StatusPrefix + "*"))
            {
                File.Delete(status);
            }

            File.Delete(Path.Combine(folder, FilterName));
            File.Delete(Path.Combine(folder, LockName));
            Directory.Delete(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else has cleaned up.
        }
    }
}
