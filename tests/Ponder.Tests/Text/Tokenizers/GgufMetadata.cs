using System.Text;

namespace Ponder.Tests.Text.Tokenizers;

/// <summary>Just enough of GGUF v3 to take the tokenizer's keys from a good file (the product's reader is in Ponder.Models).</summary>
internal static class GgufMetadata
{
    public static Dictionary<string, object> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        reader.ReadBytes(16);
        var values = new Dictionary<string, object>();
        for (var left = reader.ReadUInt64(); left > 0; left--)
        {
            var key = ReadString(reader);
            values[key] = ReadValue(reader, reader.ReadUInt32());
        }

        return values;
    }

    private static string ReadString(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt64()));

    private static object ReadValue(BinaryReader reader, uint type) => type switch
    {
        0 => reader.ReadByte(),
        1 => reader.ReadSByte(),
        2 => reader.ReadUInt16(),
        3 => reader.ReadInt16(),
        4 => (int)reader.ReadUInt32(),
        5 => reader.ReadInt32(),
        6 => reader.ReadSingle(),
        7 => reader.ReadByte() != 0,
        8 => ReadString(reader),
        9 => ReadArray(reader),
        10 or 11 => reader.ReadInt64(),
        _ => reader.ReadDouble(),
    };

    private static object[] ReadArray(BinaryReader reader)
    {
        var type = reader.ReadUInt32();
        var values = new object[reader.ReadUInt64()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadValue(reader, type);
        }

        return values;
    }
}
