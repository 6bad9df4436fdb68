using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>C++20 with GNU extensions.</summary>
internal sealed class CppLanguage : CompiledLanguage
{
    public override string Name => "cpp";

    public override IReadOnlyList<string> Aliases => ["c++", "cc", "cxx"];

    public override string Package => "g++";

    public override string? Runtime { get; } = Find("/usr/bin/g++", "/usr/local/bin/g++");

    protected override SandboxSpec CompilerSpec => new()
    {
        Name = "cpp compiler",
        Command = ["/bin/sh", "-c", Loader.Text("compile-cpp.sh")],
        Limits = new SandboxLimits
        {
            CpuSeconds = 30,
            WallSeconds = 300,
            MemoryBytes = 1536L << 20,
            AddressSpaceBytes = 2L << 30,
            StackBytes = 64L << 20,
            FileBytes = 64L << 20,
            OutputBytes = 16 << 20,
        },
    };

    protected override string RunScript => "boot.sh";

    protected override string CheckScript => "check.sh";

    protected override SandboxSpec Spec(string name, string script, double seconds, long memoryBytes) => new()
    {
        Name = name,
        Command = ["/bin/sh", "-c", Loader.Text(script)],
        Limits = new SandboxLimits
        {
            CpuSeconds = seconds,
            WallSeconds = (5 * seconds) + 5,
            MemoryBytes = memoryBytes + (64L << 20),
            AddressSpaceBytes = memoryBytes + (64L << 20),
            StackBytes = 256L << 20,
            FileBytes = 32L << 20,
        },
    };

    protected override IEnumerable<ReadOnlyMemory<byte>> CompilerInput(string source, string? entry) =>
        [Loader.Framed(entry is null ? source : Loader.Text("call-before.cpp") + source + Loader.Text("call-after.cpp").Replace("ENTRY", Identifier(entry), StringComparison.Ordinal))];

    protected override bool IsError(string line) => line.Contains("error", StringComparison.Ordinal);

    // A name comes from the problem, and is used as a piece of program.
    private static string Identifier(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':') ? name : "a_name_that_is_none";
}
