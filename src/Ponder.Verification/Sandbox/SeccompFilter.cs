using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ponder.Verification.Sandbox;

/// <summary>The system-call filter of the sandbox as classic BPF bytes, in the form that bubblewrap's <c>--seccomp</c> reads.</summary>
internal static class SeccompFilter
{
    private const uint X64Architecture = 0xC000003E, Arm64Architecture = 0xC00000B7, X32Bit = 0x40000000;
    private const uint NumberOffset = 0, ArchitectureOffset = 4, FirstArgument = 16, SecondArgument = 24, ThirdArgument = 32, FourthArgument = 40;
    private const uint Allow = 0x7FFF0000, KillProcess = 0x80000000, Error = 0x00050000;
    private const uint NotPermitted = 1, AccessDenied = 13, NotImplemented = 38;
    private const uint NewNamespaces = 0x7E020000, UnixSockets = 1, InjectInput = 0x5412, LinuxConsole = 0x541C;
    private const uint SocketLevel = 1, SendBuffer = 7, MapShared = 1, MapAnonymous = 0x20, CoreLimit = 4;

    private const ushort Load = 0x20, JumpEqual = 0x15, JumpGreater = 0x25, JumpAtLeast = 0x35, JumpAnyBit = 0x45, Return = 0x06;

    /// <summary>The filter for a processor architecture.</summary>
    /// <exception cref="PlatformNotSupportedException">No numbers of system calls are known for it.</exception>
    public static byte[] Build(Architecture architecture)
    {
        var x64 = architecture switch
        {
            Architecture.X64 => true,
            Architecture.Arm64 => false,
            _ => throw new PlatformNotSupportedException($"the sandbox knows the system calls of x64 and arm64, not of {architecture}"),
        };
        var program = new List<(ushort Code, byte True, byte False, uint K)>();
        program.Add((Load, 0, 0, ArchitectureOffset));
        program.Add((JumpEqual, 1, 0, x64 ? X64Architecture : Arm64Architecture));
        program.Add((Return, 0, 0, KillProcess));
        program.Add((Load, 0, 0, NumberOffset));
        if (x64)
        {
            program.Add((JumpAtLeast, 0, 1, X32Bit));
            program.Add((Return, 0, 0, Error | NotImplemented));
        }

        program.Add((JumpGreater, 0, 1, SeccompSyscalls.Highest));
        program.Add((Return, 0, 0, Error | NotImplemented));
        Refuse(Number(SeccompSyscalls.Clone3), NotImplemented);
        foreach (var (_, onX64, onArm64) in SeccompSyscalls.Refused)
        {
            Refuse(Number((onX64, onArm64)), NotPermitted);
        }

        // Threads and processes, but no namespaces.
        RefuseWhere(Number(SeccompSyscalls.Clone), NotPermitted, (FirstArgument, JumpAnyBit, NewNamespaces, true));

        // Sockets between the run's own processes only; the network namespace is empty besides. Their buffers keep the usual size:
        // the supervisor knows their number only.
        RefuseWhere(Number(SeccompSyscalls.Socket), AccessDenied, (FirstArgument, JumpEqual, UnixSockets, false));
        RefuseWhere(Number(SeccompSyscalls.SetSocketOption), NotPermitted, (SecondArgument, JumpEqual, SocketLevel, true), (ThirdArgument, JumpEqual, SendBuffer, true));

        // Shared memory without a file outlives its pages in every process, and no limit counts it.
        RefuseWhere(Number(SeccompSyscalls.Map), NotPermitted, (FourthArgument, JumpAnyBit, MapAnonymous, true), (FourthArgument, JumpAnyBit, MapShared, true));

        // The limit of core files stays: another one hands them to the machine's collector, outside.
        RefuseWhere(Number(SeccompSyscalls.SetLimit), NotPermitted, (FirstArgument, JumpEqual, CoreLimit, true));
        RefuseWhere(Number(SeccompSyscalls.Limit), NotPermitted, (SecondArgument, JumpEqual, CoreLimit, true));

        // No typing into terminals.
        RefuseWhere(Number(SeccompSyscalls.Ioctl), NotPermitted, (SecondArgument, JumpEqual, InjectInput, true));
        RefuseWhere(Number(SeccompSyscalls.Ioctl), NotPermitted, (SecondArgument, JumpEqual, LinuxConsole, true));
        program.Add((Return, 0, 0, Allow));
        return Bytes(program);

        int Number((int X64, int Arm64) call) => x64 ? call.X64 : call.Arm64;

        void Refuse(int number, uint error)
        {
            if (number != SeccompSyscalls.None)
            {
                program.Add((JumpEqual, 0, 1, (uint)number));
                program.Add((Return, 0, 0, Error | error));
            }
        }

        // Refuses a call whose arguments fulfil all conditions; only the low half of an argument is looked at.
        void RefuseWhere(int number, uint error, params ReadOnlySpan<(uint Offset, ushort Jump, uint K, bool Holds)> conditions)
        {
            program.Add((JumpEqual, 0, (byte)((2 * conditions.Length) + 2), (uint)number));
            for (var i = 0; i < conditions.Length; i++)
            {
                var (offset, jump, k, holds) = conditions[i];
                var past = (byte)((2 * (conditions.Length - 1 - i)) + 1);
                program.Add((Load, 0, 0, offset));
                program.Add((jump, holds ? (byte)0 : past, holds ? past : (byte)0, k));
            }

            program.Add((Return, 0, 0, Error | error));
            program.Add((Load, 0, 0, NumberOffset));
        }
    }

    private static byte[] Bytes(List<(ushort Code, byte True, byte False, uint K)> program)
    {
        var bytes = new byte[program.Count * 8];
        for (var i = 0; i < program.Count; i++)
        {
            var (code, whenTrue, whenFalse, k) = program[i];
            var at = bytes.AsSpan(i * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, code);
            (at[2], at[3]) = (whenTrue, whenFalse);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], k);
        }

        return bytes;
    }
}
