using System.Text;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>Python 3 of the system, isolated from environment and user folders.</summary>
internal sealed class PythonLanguage : CodeLanguage
{
    public override string Name => "python";

    public override IReadOnlyList<string> Aliases => ["py", "python3"];

    public override string Package => "python3";

    public override string? Runtime { get; } = Find("/usr/bin/python3", "/usr/local/bin/python3");

    public override bool RunsTests => true;

    public override SandboxSpec Spec(double seconds, long memoryBytes) => new()
    {
        Name = Name,
        Command = [Runtime!, "-I", "-S", "-B", "-X", "utf8", "-c", Loader.Text("boot.py")],
        Limits = new SandboxLimits
        {
            CpuSeconds = seconds,
            WallSeconds = (5 * seconds) + 5,
            MemoryBytes = memoryBytes + (64L << 20),
            AddressSpaceBytes = memoryBytes + (64L << 20),
            StackBytes = 64L << 20,
        },
    };

    public override CodeBuild Build(string source, string? entry, SandboxPool pool) => CodeBuild.FromSource(source);

    public override IEnumerable<ReadOnlyMemory<byte>> RunInput(CodeBuild build) => [Loader.Framed(Loader.Text("run.py")), Loader.Framed(build.Program!)];

    public override IEnumerable<ReadOnlyMemory<byte>> CallInput(CodeBuild build) =>
        [Loader.Framed(Loader.Text("values.py") + Loader.Text("call.py")), Loader.Framed(build.Program!)];

    public override IEnumerable<ReadOnlyMemory<byte>> TestsInput(string prompt, string tests, string entry) =>
    [
        Loader.Framed(Loader.Text("values.py") + Loader.Text("tests.py")), Loader.Framed(prompt), Loader.Framed(tests),
        Encoding.UTF8.GetBytes(entry + "\n"),
    ];

    public override IEnumerable<ReadOnlyMemory<byte>> CheckInput(CodeBuild checker, string input, ReadOnlyMemory<byte> output, string expected) =>
    [
        Loader.Framed(Loader.Text("check.py")), Loader.Framed(input), Loader.Framed(output.Span), Loader.Framed(expected),
        Loader.Framed(checker.Program!),
    ];
}
