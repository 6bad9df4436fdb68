using System.Globalization;
using System.Text;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Languages;

/// <summary>C# of the newest .NET SDK found; compiler and program run in sandboxes, without projects, analyzers or packages.</summary>
internal sealed class CSharpLanguage : CompiledLanguage
{
    // The runtime reserves address space long before it uses it.
    private const long Reserved = 8L << 30;

    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private static readonly (string Name, string Value)[] s_environment =
    [
        ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_TieredPGO", "0"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
        ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_gcServer", "0"), ("DOTNET_gcConcurrent", "0"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_DbgEnableMiniDump", "0"),
    ];

    private readonly string? _root;
    private readonly string? _compiler;
    private readonly string? _library;

    public CSharpLanguage()
    {
        _root = Root();
        _compiler = _root is null ? null : Newest(Path.Combine(_root, "sdk"), "Roslyn/bincore/csc.dll");
        _library = _root is null ? null : Path.GetDirectoryName(Newest(Path.Combine(_root, "shared/Microsoft.NETCore.App"), "System.Runtime.dll"));
        Runtime = _compiler is null || _library is null ? null : Path.Combine(_root!, "dotnet");
    }

    public override string Name => "cs";

    public override IReadOnlyList<string> Aliases => ["csharp", "c#"];

    public override string Package => "dotnet-sdk-10.0";

    public override string? Runtime { get; }

    protected override SandboxSpec CompilerSpec => new()
    {
        Name = "cs compiler",
        Command = ["/bin/sh", "-c", Loader.Text("compile-cs.sh"), "sh", Runtime!, _compiler!, _library!],
        Folders = Folders(),
        Environment = [.. s_environment, Heap(1L << 30)],
        Limits = new SandboxLimits
        {
            CpuSeconds = 30,
            WallSeconds = 300,
            MemoryBytes = 1536L << 20,
            AddressSpaceBytes = (1L << 30) + Reserved,
            FileBytes = 64L << 20,
            OutputBytes = 16 << 20,
        },
    };

    protected override string RunScript => "boot-cs.sh";

    protected override string CheckScript => "check-cs.sh";

    protected override SandboxSpec Spec(string name, string script, double seconds, long memoryBytes) => new()
    {
        Name = name,
        Command = ["/bin/sh", "-c", Loader.Text(script), "sh", Runtime!, ShortVersion(), Path.GetFileName(_library)!],
        Folders = Folders(),
        Environment = [.. s_environment, Heap(memoryBytes)],
        Limits = new SandboxLimits
        {
            CpuSeconds = seconds,
            WallSeconds = (5 * seconds) + 5,
            MemoryBytes = memoryBytes + (128L << 20),
            AddressSpaceBytes = memoryBytes + Reserved,
            FileBytes = 32L << 20,
        },
    };

    protected override IEnumerable<ReadOnlyMemory<byte>> CompilerInput(string source, string? entry) =>
    [
        Loader.Framed(source), Loader.Framed(entry is null ? Usings : Usings + Loader.Text("calls.cs")),
        Encoding.UTF8.GetBytes(entry is null ? "\n" : "-main:PonderCalls\n"),
    ];

    protected override bool IsError(string line) => line.Contains("error CS", StringComparison.Ordinal);

    private static (string Name, string Value) Heap(long bytes) => ("DOTNET_GCHeapHardLimit", bytes.ToString("X", CultureInfo.InvariantCulture));

    private static string? Root()
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable("DOTNET_ROOT"), "/usr/share/dotnet", "/usr/lib/dotnet",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet"),
        ];
        return places.FirstOrDefault(place => place is { Length: > 0 } && Directory.Exists(Path.Combine(place, "sdk")));
    }

    private static string? Newest(string folder, string file) => !Directory.Exists(folder) ? null : Directory.EnumerateDirectories(folder)
        .Select(path => (Path: Path.Combine(path, file), Version: Version.TryParse(Path.GetFileName(path).Split('-')[0], out var version) ? version : new Version(0, 0)))
        .Where(found => File.Exists(found.Path))
        .OrderByDescending(found => found.Version)
        .Select(found => found.Path)
        .FirstOrDefault();

    private string[] Folders() => _root!.StartsWith("/usr/", StringComparison.Ordinal) ? [] : [_root];

    private string ShortVersion() => string.Join('.', Path.GetFileName(_library)!.Split('.').Take(2));
}
