using Ponder.Text;

namespace Ponder.Cli;

/// <summary>The files of lines that users name: what they must be before work begins.</summary>
internal static class LineFiles
{
    /// <summary>A file that will be read.</summary>
    /// <param name="path">What the user gave.</param>
    /// <param name="option">The option that names it, for example <c>--input</c>.</param>
    /// <exception cref="UserException">There is no such file.</exception>
    public static string Existing(string path, string option) => File.Exists(path) ? path
        : Directory.Exists(path) ? throw new UserException($"{path}: is a folder; {option} expects a file of JSON Lines")
        : throw new UserException($"{path}: no such file; {option} expects JSON Lines");

    /// <summary>A file that will be written.</summary>
    /// <param name="path">What the user gave.</param>
    /// <param name="sources">Files that are read meanwhile; null where there is none.</param>
    /// <exception cref="UserException">It cannot be written there, or would take the place of a file that is read.</exception>
    public static string Writable(string path, params ReadOnlySpan<string?> sources)
    {
        if (Directory.Exists(path))
        {
            throw new UserException($"{path}: is a folder; --output expects the name of a file");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new UserException($"{path}: the folder {folder} does not exist; create it first");
        }

        foreach (var source in sources)
        {
            if (source is not null && File.Exists(path) && Real(source) == Real(path) && new FileInfo(path).Length > 0)
            {
                throw new UserException($"{path}: is read too, and would be lost; give --output another name");
            }
        }

        return path;
    }

    // Links to pipes, as /dev/stdout may be one, lead to no file.
    private static string Real(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return Path.GetFullPath(path);
        }
    }
}
