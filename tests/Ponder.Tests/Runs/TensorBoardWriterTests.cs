using System.Buffers.Binary;
using System.Text;
using Ponder.Runs.Metrics;
using Ponder.Runs.TensorBoard;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Tests.Runs;

public sealed class TensorBoardWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FixedTime _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500));

    // Expected bytes: encoded by hand from event.proto and the TFRecord description.
    [Fact]
    public void Scalars_are_framed_events()
    {
        using (var writer = new TensorBoardWriter(_folder.Path, _time))
        {
            writer.Write(new MetricsRow(300, "rl") { ["loss"] = 0.5 });
        }

        var frames = Frames(File.ReadAllBytes(Assert.Single(Directory.EnumerateFiles(_folder.Path))));

        Assert.Equal(2, frames.Count);
        var wallTime = "09" + Convert.ToHexString(BitConverter.GetBytes(1_700_000_000.5));
        Assert.Equal(wallTime + "1000" + "1A0D" + Convert.ToHexString(Encoding.ASCII.GetBytes("brain.Event:2")), Convert.ToHexString(frames[0]));
        Assert.Equal(wallTime + "10AC02" + "2A0D" + "0A0B" + "0A04" + "6C6F7373" + "15" + "0000003F", Convert.ToHexString(frames[1]));
    }

    [Fact]
    public void A_resumed_run_tells_the_reader_to_forget_later_steps()
    {
        new TensorBoardWriter(_folder.Path, _time, resumedAfter: 6).Dispose();

        var frames = Frames(File.ReadAllBytes(Assert.Single(Directory.EnumerateFiles(_folder.Path))));

        Assert.EndsWith("1007" + "3A02" + "0801", Convert.ToHexString(frames[1]));
    }

    // CRC-32C of 32 zero bytes is 8A9136AA (RFC 3720, B.4).
    [Fact]
    public void Checksums_are_masked_crc32c()
    {
        var crc = 0x8A9136AAu;
        Assert.Equal(((crc >> 15) | (crc << 17)) + 0xa282ead8u, MaskedCrc32C.Of(new byte[32]));
    }

    public void Dispose() => _folder.Dispose();

    private static List<byte[]> Frames(ReadOnlySpan<byte> file)
    {
        var frames = new List<byte[]>();
        while (file.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            Assert.Equal(MaskedCrc32C.Of(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            var data = file.Slice(12, length);
            Assert.Equal(MaskedCrc32C.Of(data), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            frames.Add(data.ToArray());
            file = file[(16 + length)..];
        }

        return frames;
    }
}
