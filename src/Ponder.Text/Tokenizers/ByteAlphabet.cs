namespace Ponder.Text.Tokenizers;

/// <summary>
/// GPT-2's printable names of the 256 bytes: printable Latin-1 stands for itself, the others are U+0100 and up in order
/// (Radford et al. 2019, <c>bytes_to_unicode</c>).
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Names = CreateNames();
    private static readonly short[] Bytes = CreateBytes();

    public static char NameOf(byte value) => Names[value];

    /// <summary>The byte that a character names, or -1.</summary>
    public static int ByteOf(char name) => name < Bytes.Length ? Bytes[name] : -1;

    /// <summary>Writes <paramref name="bytes"/> in the alphabet; <paramref name="names"/> is as long.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<char> names)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            names[i] = Names[bytes[i]];
        }
    }

    private static char[] CreateNames()
    {
        var names = new char[256];
        var next = 0x100;
        for (var b = 0; b < 256; b++)
        {
            names[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE) ? (char)b : (char)next++;
        }

        return names;
    }

    private static short[] CreateBytes()
    {
        var bytes = new short[0x144];
        Array.Fill(bytes, (short)-1);
        for (var b = 0; b < 256; b++)
        {
            bytes[Names[b]] = (short)b;
        }

        return bytes;
    }
}
