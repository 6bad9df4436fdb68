using System.Globalization;
using System.Text;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>JavaScript in Node.js.</summary>
internal sealed class JavaScriptLanguage : CodeLanguage
{
    // Node reserves address space for code and heap long before it uses it, and starts a dozen threads.
    private const long Reserved = 2L << 30;

    public override string Name => "js";

    public override IReadOnlyList<string> Aliases => ["javascript", "node", "nodejs"];

    public override string Package => "nodejs";

    public override string? Runtime { get; } = Find("/usr/bin/node", "/usr/local/bin/node");

    public override bool RunsTests => true;

    public override SandboxSpec Spec(double seconds, long memoryBytes) => new()
    {
        Name = Name,
        Command =
        [
            "/bin/sh", "-c", "exec \"$@\" 3<&0 4>&1", "sh",
            Runtime!, "--max-old-space-size=" + (memoryBytes >> 20).ToString(CultureInfo.InvariantCulture), "-e", Loader.Text("boot.js"),
        ],
        Limits = new SandboxLimits
        {
            CpuSeconds = seconds,
            WallSeconds = (5 * seconds) + 5,
            MemoryBytes = memoryBytes + (128L << 20),
            AddressSpaceBytes = memoryBytes + Reserved,
        },
    };

    public override CodeBuild Build(string source, string? entry, SandboxPool pool) => CodeBuild.FromSource(source);

    public override IEnumerable<ReadOnlyMemory<byte>> RunInput(CodeBuild build) => [Loader.Framed(Loader.Text("run.js")), Loader.Framed(build.Program!)];

    public override IEnumerable<ReadOnlyMemory<byte>> CallInput(CodeBuild build) =>
        [Loader.Framed(Loader.Text("values.js") + Loader.Text("call.js")), Loader.Framed(build.Program!)];

    public override IEnumerable<ReadOnlyMemory<byte>> TestsInput(string prompt, string tests, string entry) =>
    [
        Loader.Framed(Loader.Text("values.js") + Loader.Text("tests.js")), Loader.Framed(prompt), Loader.Framed(tests),
        Encoding.UTF8.GetBytes(entry + "\n"),
    ];

    public override IEnumerable<ReadOnlyMemory<byte>> CheckInput(CodeBuild checker, string input, ReadOnlyMemory<byte> output, string expected) =>
    [
        Loader.Framed(Loader.Text("check.js")), Loader.Framed(input), Loader.Framed(output.Span), Loader.Framed(expected),
        Loader.Framed(checker.Program!),
    ];
}
