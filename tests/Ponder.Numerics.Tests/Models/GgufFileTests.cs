using FsCheck;
using FsCheck.Fluent;
using Ponder.Models.Checkpoints.Gguf;
using Ponder.Tensors;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Models;

public sealed class GgufFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_with_keys_and_tensors_gives_values_and_shapes()
    {
        using var file = Open(Small());

        Assert.Equal("llama", file.Metadata.TextOf("general.architecture"));
        Assert.Equal(7, file.Metadata.IntegerOf("n"));
        Assert.Equal(-7, file.Metadata.IntegerOf("i"));
        Assert.Equal(0.5, file.Metadata.NumberOf("f"));
        Assert.Equal(7, file.Metadata.NumberOf("n"));
        Assert.True(file.Metadata.FlagOf("b"));
        Assert.Equal(["", "ü"], file.Metadata.TextsOf("list"));
        Assert.Null(file.Metadata.TextOf("none"));
        Assert.Equal([2L, 3L], file.Tensors["w"].Shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], Floats(file, "w"));
    }

    [Fact]
    public void Key_of_another_type_is_an_error_with_its_name()
    {
        using var file = Open(Small());

        Assert.Contains("general.architecture", Assert.Throws<CheckpointException>(() => file.Metadata.IntegerOf("general.architecture")).Message);
        Assert.Contains("missing", Assert.Throws<CheckpointException>(() => file.Metadata.Require("none", 1)).Message);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_with_its_name()
    {
        var bytes = Small();
        for (var length = 0; length < bytes.Length - 32; length++)
        {
            Assert.Contains("test.gguf", Assert.Throws<CheckpointException>(() => Open(bytes[..length]).Dispose()).Message);
        }
    }

    [Fact]
    public void Changed_bytes_are_accepted_or_refused_and_nothing_else()
    {
        var valid = Small();
        var edits = Gen.Choose(0, valid.Length - 1).Two().SelectMany(
            places => Gen.Choose(0, 255).Two().Select(values => (places, values)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            var bytes = valid.ToArray();
            bytes[edit.places.Item1] = (byte)edit.values.Item1;
            bytes[edit.places.Item2] = (byte)edit.values.Item2;
            try
            {
                using var file = Open(bytes);
                _ = GgufTokenizer.Read(file);
            }
            catch (CheckpointException e)
            {
                Assert.Contains("test.gguf", e.Message);
            }
        }));
    }

    [Theory]
    [InlineData(1u, "version 1")]
    [InlineData(4u, "version 4")]
    [InlineData(0x03000000u, "big-endian")]
    public void Other_versions_are_refused(uint version, string fault) =>
        Assert.Contains(fault, Assert.Throws<CheckpointException>(() => Open(new GgufBytes { Version = version }.ToArray()).Dispose()).Message);

    [Theory]
    [InlineData(4u, "Q4_2")]
    [InlineData(200u, "200")]
    [InlineData(41u, "Q1_0")]
    public void Unknown_tensor_types_are_refused_by_number_and_name(uint type, string fault) =>
        Assert.Contains(fault, Assert.Throws<CheckpointException>(
            () => Open(new GgufBytes().Tensor("w", type, new byte[64], 32).ToArray()).Dispose()).Message);

    [Fact]
    public void Type_without_decoder_opens_and_is_named_on_reading()
    {
        using var file = Open(new GgufBytes().Tensor("w", 16, new byte[66], 256).ToArray());

        Assert.Contains("IQ2_XXS", Assert.Throws<CheckpointException>(() => Floats(file, "w")).Message);
    }

    [Fact]
    public void Rows_that_are_no_multiple_of_the_block_are_refused() =>
        Assert.Contains("multiple", Assert.Throws<CheckpointException>(
            () => Open(new GgufBytes().Tensor("w", 2, new byte[64], 2, 33).ToArray()).Dispose()).Message);

    [Theory]
    [InlineData(2u, new byte[] { 0x00, 0x38, 0x9F, 0x10 }, 0.5f * 7, 0.5f * -8, 0.5f * 1, 0.5f * -7)]
    [InlineData(3u, new byte[] { 0x00, 0x38, 0x00, 0x3C, 0x9F, 0x10 }, (0.5f * 15) + 1, 1f, (0.5f * 9) + 1, (0.5f * 1) + 1)]
    [InlineData(8u, new byte[] { 0x00, 0x38, 0x80, 0x7F }, 0.5f * -128, 0.5f * 127, 0f, 0f)]
    public void Blocks_of_32_decode_by_their_formula(uint type, byte[] start, float first, float second, float seventeenth, float eighteenth)
    {
        var bytes = new byte[((GgufType)type).BytesOf()];
        start.CopyTo(bytes, 0);
        using var file = Open(new GgufBytes().Tensor("w", type, bytes, 32).ToArray());

        var values = Floats(file, "w");

        Assert.Equal([first, second], values[..2]);
        Assert.Equal([seventeenth, eighteenth], values[16..18]);
    }

    [Fact]
    public void Half_and_bfloat16_decode_exactly()
    {
        using var file = Open(new GgufBytes().Tensor("h", 1, [0x00, 0x3E, 0x01, 0x00], 2).Tensor("b", 30, [0xC0, 0x3F, 0x80, 0xFF], 2).ToArray());

        Assert.Equal([1.5f, (float)Half.Epsilon], Floats(file, "h"));
        Assert.Equal([1.5f, float.NegativeInfinity], Floats(file, "b"));
    }

    [SharedFact("golden", "gguf", "malformed")]
    public void Golden_malformed_files_never_do_more_than_refuse()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFolder.Find("golden", "gguf", "malformed")!))
        {
            try
            {
                GgufFile.Open(path).Dispose();
            }
            catch (CheckpointException e)
            {
                Assert.Contains(Path.GetFileName(path), e.Message);
            }
        }
    }

    private static byte[] Small() => new GgufBytes()
        .Key("general.architecture", "llama").Key("n", 7u).Key("i", -7).Key("f", 0.5f).Key("b", true)
        .Key("list", new[] { "", "ü" }).Key("tokenizer.ggml.model", "gpt2").Key("tokenizer.ggml.tokens", new[] { "a", "b" })
        .Tensor("w", [1, 2, 3, 4, 5, 6], 2, 3).Tensor("v", [1], 1)
        .ToArray();

    private static float[] Floats(GgufFile file, string name)
    {
        var values = new float[file.Tensors[name].Count];
        file.ReadFloats(file.Tensors[name], 0, values);
        return values;
    }

    private GgufFile Open(byte[] bytes)
    {
        var path = _folder.PathTo("test.gguf");
        File.WriteAllBytes(path, bytes);
        return GgufFile.Open(path);
    }
}
