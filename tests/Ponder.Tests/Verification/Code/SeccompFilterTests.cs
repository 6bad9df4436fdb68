using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ponder.Verification.Sandbox;
using Xunit;

namespace Ponder.Tests.Verification.Code;

public sealed class SeccompFilterTests
{
    private const uint X64 = 0xC000003E, Allowed = 0x7FFF0000, Killed = 0x80000000, ErrorMask = 0xFFFF0000, Error = 0x00050000;

    [Theory]
    [InlineData(0, 0UL, 0UL, false)] // read
    [InlineData(101, 0UL, 0UL, true)] // ptrace
    [InlineData(165, 0UL, 0UL, true)] // mount
    [InlineData(425, 0UL, 0UL, true)] // io_uring_setup
    [InlineData(435, 0UL, 0UL, true)] // clone3
    [InlineData(9999, 0UL, 0UL, true)] // a call of the future
    [InlineData(0x40000000, 0UL, 0UL, true)] // the other numbering of 64-bit processors
    [InlineData(56, 0x3D0F00UL, 0UL, false)] // clone of a thread
    [InlineData(56, 0x10000000UL, 0UL, true)] // clone with a user namespace
    [InlineData(41, 1UL, 0UL, false)] // socket between processes
    [InlineData(41, 2UL, 0UL, true)] // socket to the network
    [InlineData(16, 1UL, 0x5412UL, true)] // typing into a terminal
    [InlineData(16, 1UL, 0x5401UL, false)]
    [InlineData(16, 1UL, 0x541CUL, true)]
    [InlineData(160, 4UL, 0UL, true)] // setrlimit of core files
    [InlineData(160, 3UL, 0UL, false)] // setrlimit of the stack
    [InlineData(302, 0UL, 4UL, true)] // prlimit of core files
    [InlineData(302, 4UL, 0UL, false)]
    [InlineData(54, 3UL, 1UL, true, 7UL)] // a larger buffer of a socket
    [InlineData(54, 3UL, 1UL, false, 2UL)]
    [InlineData(54, 3UL, 2UL, false, 7UL)]
    [InlineData(9, 0UL, 0UL, false, 3UL, 0x22UL)] // private memory
    [InlineData(9, 0UL, 0UL, false, 3UL, 0x01UL)] // a file, shared
    [InlineData(9, 0UL, 0UL, true, 3UL, 0x21UL)] // shared memory without a file
    public void Calls_are_filtered(int number, ulong first, ulong second, bool refused, ulong third = 0, ulong fourth = 0)
    {
        var verdict = Run(SeccompFilter.Build(Architecture.X64), X64, (uint)number, first, second, third, fourth);
        Assert.Equal(refused ? Error : Allowed, verdict & ErrorMask);
    }

    [Fact]
    public void Another_architecture_is_killed() => Assert.Equal(Killed, Run(SeccompFilter.Build(Architecture.X64), 0x40000003, 0, 0, 0));

    [Fact]
    public void Every_refused_call_is_refused_on_both_architectures()
    {
        foreach (var (name, x64, arm64) in SeccompSyscalls.Refused)
        {
            Assert.True((Run(SeccompFilter.Build(Architecture.X64), X64, (uint)x64, 0, 0) & ErrorMask) == Error, name);
            Assert.True(arm64 < 0 || (Run(SeccompFilter.Build(Architecture.Arm64), 0xC00000B7, (uint)arm64, 0, 0) & ErrorMask) == Error, name);
        }
    }

    // The part of classic BPF that the filter uses.
    private static uint Run(byte[] program, uint architecture, uint number, ulong first, ulong second, ulong third = 0, ulong fourth = 0)
    {
        var data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16), first);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(24), second);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(32), third);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(40), fourth);
        var a = 0u;
        for (var at = 0; ; at++)
        {
            var row = program.AsSpan(at * 8, 8);
            var k = BinaryPrimitives.ReadUInt32LittleEndian(row[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(row))
            {
                case 0x20: a = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)k)); break;
                case 0x15: at += a == k ? row[2] : row[3]; break;
                case 0x25: at += a > k ? row[2] : row[3]; break;
                case 0x35: at += a >= k ? row[2] : row[3]; break;
                case 0x45: at += (a & k) != 0 ? row[2] : row[3]; break;
                case 0x06: return k;
                default: throw new InvalidOperationException("an instruction that the filter does not use");
            }
        }
    }
}
