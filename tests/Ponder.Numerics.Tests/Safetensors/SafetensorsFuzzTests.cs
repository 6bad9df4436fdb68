using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;
using Xunit;

namespace Ponder.Numerics.Tests.Safetensors;

public sealed class SafetensorsFuzzTests
{
    private static readonly byte[] Valid = Encoding.UTF8.GetBytes(
        """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"U8","shape":[3],"data_offsets":[16,19]}}""");

    [Fact]
    public void Changed_bytes_in_a_header_are_accepted_or_refused_and_nothing_else()
    {
        var edits = Gen.Choose(0, Valid.Length - 1).Two().SelectMany(
            places => Gen.Choose(0, 255).Two().Select(values => (places, values)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            var header = Valid.ToArray();
            header[edit.places.Item1] = (byte)edit.values.Item1;
            header[edit.places.Item2] = (byte)edit.values.Item2;
            Parse(header, 19);
        }));
    }

    [Fact]
    public void Cut_headers_are_refused()
    {
        for (var length = 0; length < Valid.Length; length++)
        {
            Assert.Throws<CheckpointException>(() => SafetensorsHeader.Parse(Valid.AsSpan(0, length), 19, "cut"));
        }
    }

    [Fact]
    public void Arbitrary_bytes_are_accepted_or_refused_and_nothing_else() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll<byte[]>(
            bytes => Parse([(byte)'{', .. bytes ?? []], 0)));

    [Fact]
    public void Deeply_nested_header_is_refused() =>
        Assert.Throws<CheckpointException>(() => SafetensorsHeader.Parse(
            Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000)), 0, "deep"));

    private static void Parse(byte[] header, long data)
    {
        try
        {
            var parsed = SafetensorsHeader.Parse(header, data, "fuzz");
            Assert.Equal(data, parsed.Tensors.Values.Sum(t => t.ByteLength));
        }
        catch (CheckpointException e)
        {
            Assert.StartsWith("fuzz: ", e.Message);
        }
    }
}
