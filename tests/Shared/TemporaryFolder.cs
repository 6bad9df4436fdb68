namespace Ponder.TestSupport;

/// <summary>A folder of a test's own that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Creates an empty folder.</summary>
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("ponder-test-").FullName;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>A path inside the folder.</summary>
    public string PathTo(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
