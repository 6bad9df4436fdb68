using Ponder.TestSupport;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Judging;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>What a sandbox leaves when it is over, and what happens when somebody else ends it.</summary>
[Collection("sandbox")]
public sealed class SandboxLifeTests(CodeJudgeFixture fixture)
{
    [SandboxFact]
    public void Disposed_sandbox_leaves_no_pipe_open()
    {
        using var launcher = new SandboxLauncher();
        var session = Start(launcher, "printf '\\001'; cat");
        Assert.True(session.WaitUntilReady());
        string[] theirs = [.. new[] { "0", "1", "2" }.Select(name => new FileInfo($"/proc/{session.ProcessId}/fd/{name}").LinkTarget!)];
        Assert.All(theirs, pipe => Assert.Contains(pipe, OpenHere()));

        session.Dispose();

        Assert.Empty(theirs.Intersect(OpenHere()));
    }

    [SandboxFact]
    public void Sandbox_that_somebody_kills_says_nothing_about_its_program()
    {
        using var launcher = new SandboxLauncher();
        using var session = Start(launcher, "printf '\\001'; cat");
        Assert.True(session.WaitUntilReady());

        using (var process = System.Diagnostics.Process.GetProcessById(session.ProcessId))
        {
            process.Kill();
        }

        var result = session.Finish();
        Assert.Equal(SandboxEnd.Killed, result.End);
        Assert.Throws<SandboxFailedException>(() => RunClass.Failure(result));
    }

    [SandboxTheory("python")]
    [InlineData("import os\nos.kill(os.getpid(), 9)")]
    [InlineData("import os\nos.kill(-1, 9)")]
    [InlineData("import os\nos.kill(1, 9)\nos.abort()")]
    [InlineData("import os\nos._exit(137)")]
    public void Program_that_kills_itself_fails(string program)
    {
        var verdict = fixture.Judge.Judge(new StdioProblem("any", [new StdioTest("", "")], new OutputChecker(CheckerKind.Tokens)) { TimeSeconds = 5 }, "python", program);
        Assert.True(verdict.Class == CodeClass.RuntimeError, verdict.ToString());
    }

    [Fact]
    public void Folder_of_a_judge_that_is_gone_is_removed_and_no_other()
    {
        using var parent = new TemporaryFolder();
        var left = Directory.CreateDirectory(parent.PathTo("ponder-sandbox-left")).FullName;
        foreach (var name in new[] { "lock", "filter.bpf", "status-3" })
        {
            File.WriteAllText(Path.Combine(left, name), "");
        }

        var foreign = Directory.CreateDirectory(parent.PathTo("ponder-sandbox-foreign")).FullName;
        using var living = new SandboxFolder([1], parent.Path);
        using var later = new SandboxFolder([2], parent.Path);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(foreign));
        Assert.Equal([1], File.ReadAllBytes(living.Filter));
        Assert.Equal([2], File.ReadAllBytes(later.Filter));
    }

    [Fact]
    public void Folder_goes_with_its_judge()
    {
        using var parent = new TemporaryFolder();
        var folder = new SandboxFolder([1], parent.Path);
        File.WriteAllText(folder.Status(7), "");

        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(parent.Path));
    }

    private static SandboxSession Start(SandboxLauncher launcher, string script) => launcher.Start(new SandboxSpec
    {
        Name = "life",
        Command = ["/bin/sh", "-c", script],
        Limits = new SandboxLimits(),
    }).GetAwaiter().GetResult();

    private static List<string> OpenHere() =>
        [.. Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget).OfType<string>()];
}
