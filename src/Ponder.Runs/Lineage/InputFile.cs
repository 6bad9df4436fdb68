using System.Security.Cryptography;

namespace Ponder.Runs.Lineage;

/// <summary>A file that went into a run.</summary>
/// <param name="Path">Where it was.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lower-case hexadecimal.</param>
public sealed record InputFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Hashes a file.</summary>
    public static InputFile Of(string path)
    {
        using var stream = File.OpenRead(path);
        return new InputFile(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Hashes a file, or all files below a folder in the order of their names.</summary>
    public static IReadOnlyList<InputFile> OfAll(string path) =>
        Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Of)]
            : [Of(path)];
}
