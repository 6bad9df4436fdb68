using System.Text;

namespace Ponder.Numerics.Tests.Models;

/// <summary>Writes small GGUF files, well or badly formed.</summary>
internal sealed class GgufBytes
{
    private readonly List<byte[]> _keys = [];
    private readonly List<(string Name, uint Type, long[] Shape, byte[] Data)> _tensors = [];

    public uint Version { get; init; } = 3;

    public GgufBytes Key(string name, object value)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        Text(writer, name);
        writer.Write(TypeOf(value));
        Value(writer, value);
        writer.Flush();
        _keys.Add(buffer.ToArray());
        return this;
    }

    public GgufBytes Tensor(string name, float[] values, params long[] shape) =>
        Tensor(name, 0, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), shape);

    public GgufBytes Tensor(string name, uint type, byte[] data, params long[] shape)
    {
        _tensors.Add((name, type, shape, data));
        return this;
    }

    public byte[] ToArray()
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_keys.Count);
        foreach (var key in _keys)
        {
            writer.Write(key);
        }

        var offset = 0UL;
        foreach (var (name, type, shape, data) in _tensors)
        {
            Text(writer, name);
            writer.Write((uint)shape.Length);
            foreach (var extent in shape.Reverse())
            {
                writer.Write(extent);
            }

            writer.Write(type);
            writer.Write(offset);
            offset += (ulong)((data.Length + 31) / 32 * 32);
        }

        foreach (var (_, _, _, data) in _tensors)
        {
            Pad(writer);
            writer.Write(data);
        }

        Pad(writer);
        writer.Flush();
        return buffer.ToArray();
    }

    private static void Pad(BinaryWriter writer)
    {
        writer.Flush();
        while (writer.BaseStream.Position % 32 != 0)
        {
            writer.Write((byte)0);
        }
    }

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static uint TypeOf(object value) => value switch
    {
        uint => 4,
        int => 5,
        float => 6,
        bool => 7,
        string => 8,
        _ => 9,
    };

    private static void Value(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case uint number:
                writer.Write(number);
                break;
            case int number:
                writer.Write(number);
                break;
            case float number:
                writer.Write(number);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case string text:
                Text(writer, text);
                break;
            case string[] texts:
                writer.Write(8u);
                writer.Write((ulong)texts.Length);
                foreach (var text in texts)
                {
                    Text(writer, text);
                }

                break;
            default:
                throw new ArgumentException($"no such value: {value}");
        }
    }
}
