using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Ponder.Verification.Code.Languages;

/// <summary>The programs of ours that run inside the sandbox, and how data goes to them.</summary>
internal static class Loader
{
    private static readonly ConcurrentDictionary<string, string> s_texts = new(StringComparer.Ordinal);

    /// <summary>The text of a loader, as it lies in <c>Code/Loaders</c>.</summary>
    public static string Text(string name) => s_texts.GetOrAdd(name, static file =>
    {
        using var stream = typeof(Loader).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"the loader {file} is missing from the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>Bytes with their length before them.</summary>
    public static ReadOnlyMemory<byte> Framed(ReadOnlySpan<byte> bytes)
    {
        var length = Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + "\n");
        return (byte[])[.. length, .. bytes];
    }

    /// <summary>A text with its length in bytes before it.</summary>
    public static ReadOnlyMemory<byte> Framed(string text) => Framed(Encoding.UTF8.GetBytes(text));
}
