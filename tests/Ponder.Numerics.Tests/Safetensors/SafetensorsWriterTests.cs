using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Safetensors;

public sealed class SafetensorsWriterTests : LeakCheckedTest
{
    private readonly TemporaryFolder _folder = new();

    protected override void Dispose(bool disposing)
    {
        _folder.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void Tensors_of_all_types_come_back_with_their_bits()
    {
        using var scope = TensorScope.Enter();
        Tensor[] tensors =
        [
            Tensor.From(new[] { 1.5f, -2f, float.NaN, 0f, -0f, 7f }, 2, 3),
            Tensor.From(new[] { 1.25, double.MaxValue }, 2),
            Tensor.From(new long[] { -1, long.MaxValue }, 2),
            Tensor.From(new[] { 3, -4 }, 2),
            Tensor.From(new byte[] { 0, 255, 7 }, 3),
            Tensor.From(new[] { true, false }, 2),
            Tensor.From(new[] { (Half)1.5f, Half.MinValue }, 2),
            Tensor.FromBits([0x3f80, 0xff80], 2),
            Tensor.Scalar(3),
            Tensor.Zeros([0, 4]),
        ];
        var writer = new SafetensorsWriter();
        writer.Metadata["format"] = "pt";
        for (var i = 0; i < tensors.Length; i++)
        {
            writer.Add($"t{i}", tensors[i]);
        }

        writer.Save(_folder.PathTo("a.safetensors"));

        using var file = SafetensorsFile.Open(_folder.PathTo("a.safetensors"));
        Assert.Equal("pt", file.Metadata["format"]);
        for (var i = 0; i < tensors.Length; i++)
        {
            var back = file.ToTensor($"t{i}");
            Assert.Equal(tensors[i].DType, back.DType);
            Assert.Equal(tensors[i].Shape, back.Shape);
            Assert.Equal(Bytes(tensors[i]), Bytes(back));
        }
    }

    [Fact]
    public void Bytes_do_not_depend_on_the_order_of_adding()
    {
        using var scope = TensorScope.Enter();
        var (a, b) = (Tensor.From(new byte[] { 1, 2, 3 }, 3), Tensor.Ones([2]));

        Assert.Equal(Written(("x", a), ("y", b)), Written(("y", b), ("x", a)));
    }

    [Fact]
    public void Data_is_aligned_and_the_header_padded()
    {
        using var scope = TensorScope.Enter();
        var path = _folder.PathTo("a.safetensors");
        File.WriteAllBytes(path, Written(("a", Tensor.From(new byte[] { 1, 2, 3 }, 3)), ("b", Tensor.Ones([2]))));

        using var file = SafetensorsFile.Open(path);
        Assert.Equal(0, BitConverter.ToInt64(File.ReadAllBytes(path)) % 8);
        Assert.Equal(0, file["b"].Begin);
        Assert.Equal(8, file["a"].Begin);
    }

    [Theory]
    [InlineData(SafetensorsDType.BF16, 1.00390625f, 1f)]
    [InlineData(SafetensorsDType.BF16, 1.01171875f, 1.015625f)]
    [InlineData(SafetensorsDType.BF16, float.MaxValue, float.PositiveInfinity)]
    [InlineData(SafetensorsDType.F16, 1.00048828125f, 1f)]
    [InlineData(SafetensorsDType.F16, 65536f, float.PositiveInfinity)]
    [InlineData(SafetensorsDType.BF16, float.NaN, float.NaN)]
    public void Narrowing_rounds_to_nearest_even(SafetensorsDType type, float value, float expected)
    {
        using var scope = TensorScope.Enter();
        var writer = new SafetensorsWriter();
        writer.Add("w", Tensor.From(new[] { value }, 1), type);
        writer.Save(_folder.PathTo("a.safetensors"));

        using var file = SafetensorsFile.Open(_folder.PathTo("a.safetensors"));
        Assert.Equal(type, file["w"].DType);
        Assert.Equal(expected, file.ToFloat32("w").ToArray<float>()[0]);
    }

    [Fact]
    public void View_that_is_not_contiguous_is_written_in_row_major_order()
    {
        using var scope = TensorScope.Enter();
        var path = _folder.PathTo("a.safetensors");
        File.WriteAllBytes(path, Written(("w", Tensor.From(new[] { 1f, 2f, 3f, 4f }, 2, 2).Transpose(0, 1))));

        using var file = SafetensorsFile.Open(path);
        Assert.Equal([1f, 3f, 2f, 4f], file.ToTensor("w").ToArray<float>());
    }

    [Fact]
    public void Integer_tensor_as_float_is_refused()
    {
        using var scope = TensorScope.Enter();
        var path = _folder.PathTo("a.safetensors");
        File.WriteAllBytes(path, Written(("w", Tensor.From(new long[] { 1 }, 1))));

        using var file = SafetensorsFile.Open(path);
        Assert.Contains("I64", Assert.Throws<CheckpointException>(() => file.ToFloat32("w")).Message);
    }

    [Fact]
    public void Failing_write_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.PathTo("a.safetensors");
        File.WriteAllText(path, "old");
        var writer = new SafetensorsWriter();
        writer.Add("w", SafetensorsDType.U8, [4], _ => throw new IOException("no space left on device"));

        Assert.Throws<IOException>(() => writer.Save(path));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Names_used_twice_are_refused()
    {
        var writer = new SafetensorsWriter();
        writer.Add("w", SafetensorsDType.U8, [1], new byte[1]);

        Assert.Throws<ArgumentException>(() => writer.Add("w", SafetensorsDType.U8, [1], new byte[1]));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", SafetensorsDType.U8, [1], new byte[1]));
    }

    private static byte[] Written(params (string Name, Tensor Tensor)[] tensors)
    {
        var writer = new SafetensorsWriter();
        foreach (var (name, tensor) in tensors)
        {
            writer.Add(name, tensor);
        }

        using var buffer = new MemoryStream();
        writer.WriteTo(buffer);
        return buffer.ToArray();
    }

    private static byte[] Bytes(Tensor tensor)
    {
        var bytes = new byte[tensor.Count * tensor.DType.Size()];
        tensor.CopyTo(bytes);
        return bytes;
    }
}
