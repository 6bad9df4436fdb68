using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_with_tensors_and_metadata_gives_types_shapes_and_bytes()
    {
        using var file = Open(
            """{"__metadata__":{"k":"v"},"z":{"dtype":"U8","shape":[3],"data_offsets":[4,7]},"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"s":{"dtype":"I16","shape":[],"data_offsets":[7,9]}}""", 9);

        Assert.Equal("v", file.Metadata["k"]);
        Assert.Equal(SafetensorsDType.F32, file["a"].DType);
        Assert.Equal([1L, 1L], file["a"].Shape);
        Assert.Equal(new byte[] { 0, 1, 2, 3 }, file.Bytes("a").ToArray());
        Assert.Equal(new byte[] { 4, 5, 6 }, file.Bytes("z").ToArray());
        Assert.Empty(file["s"].Shape);
        Assert.Equal(new byte[] { 7, 8 }, file.Bytes("s").ToArray());
    }

    [Theory]
    [InlineData("""{"e":{"dtype":"F32","shape":[0,5],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"e":{"dtype":"I64","shape":[0],"data_offsets":[1,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2)]
    [InlineData("""{"q":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}""", 2)]
    [InlineData("""{"q":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}}""", 3)]
    [InlineData("""{"q":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2],"note":{"any":[1]}}}   """, 2)]
    [InlineData("{}", 0)]
    public void File_that_keeps_the_rules_is_accepted(string header, int data) => Open(header, data).Dispose();

    [Theory]
    [InlineData("""{"q":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 2, "byte boundary")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "backwards")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "truncated")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 3, "2 bytes follow")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,8]}}""", 8, "needs 4 bytes")]
    [InlineData("""{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown dtype 'f32'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "non-negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", 4, "non-negative")]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", 0, "overflows")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,4,0],"data_offsets":[0,0]}}""", 0, "overflows")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "has no dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", 4, "two numbers")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "dtype is given twice")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "listed twice")]
    [InlineData("""{"__metadata__":{"n":1}}""", 0, "must be a string")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "given twice")]
    [InlineData("""{"a":null}""", 0, "must be a map")]
    [InlineData("""{"a":"\ud800"}""", 0, "tensor 'a'")]
    [InlineData("""{"\ud800":{}}""", 0, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},}""", 1, "not valid JSON")]
    [InlineData("""{}x""", 0, "JSON")]
    [InlineData("""[]""", 0, "begin with {")]
    [InlineData(""" {}""", 0, "begin with {")]
    public void File_that_breaks_a_rule_is_refused_with_name_and_fault(string header, int data, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Open(header, data).Dispose());

        Assert.Contains("test.safetensors", error.Message);
        Assert.Contains(fault, error.Message);
    }

    [Theory]
    [InlineData(new byte[0], "too few")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0 }, "too few")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, "begin with {")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "truncated")]
    [InlineData(new byte[] { 1, 0xe1, 0xf5, 5, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "allows 100000000")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, (byte)'{', (byte)'}' }, "allows 100000000")]
    public void Header_length_that_does_not_fit_is_refused(byte[] bytes, string fault) =>
        Assert.Contains(fault, Assert.Throws<CheckpointException>(() => Open(bytes).Dispose()).Message);

    [Fact]
    public void Pointer_of_git_lfs_is_named_as_such()
    {
        var bytes = "version https://git-lfs.github.com/spec/v1\n"u8.ToArray();

        Assert.Contains("git lfs pull", Assert.Throws<CheckpointException>(() => Open(bytes).Dispose()).Message);
    }

    [Fact]
    public void Missing_file_is_a_checkpoint_error()
    {
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.PathTo("none.safetensors")));

        Assert.Contains("no such file", error.Message);
    }

    [Fact]
    public void Unknown_tensor_is_named()
    {
        using var file = Open("{}", 0);

        Assert.Contains("'w'", Assert.Throws<CheckpointException>(() => file.Bytes("w").Length).Message);
    }

    private SafetensorsFile Open(string header, int data) => Open(SafetensorsBytes.Of(header, data));

    private SafetensorsFile Open(byte[] bytes)
    {
        var path = _folder.PathTo("test.safetensors");
        File.WriteAllBytes(path, bytes);
        return SafetensorsFile.Open(path);
    }
}
