using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Ponder.TestSupport;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>Programs that attack their judge: none is accepted, and the machine stays as it was.</summary>
[Collection("sandbox")]
public sealed class AttackTests(CodeJudgeFixture fixture)
{
    // Programs know what a secret looks like, so that they know it when they find it, but not the secret.
    private static readonly string s_secret = $"k{Guid.NewGuid():N}z";

    private static readonly Attack[] s_all = [.. PythonAttacks.All, .. OtherAttacks.All];

    public static TheoryData<int, string> Classes
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (number, language) in s_all.Select(attack => (attack.Class, attack.Language)).Distinct().Order())
            {
                data.Add(number, language);
            }

            return data;
        }
    }

    [Fact]
    public void Every_class_of_attacks_has_a_program() =>
        Assert.Equal(Enumerable.Range(1, 30).Except([25]), s_all.Select(attack => attack.Class).Distinct().Order());

    [Trait("Speed", "slow")]
    [SandboxTheory("python", "js", "cpp", "cs")]
    [MemberData(nameof(Classes))]
    public void Attack_is_not_accepted_and_leaves_no_trace(int number, string language)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var before = Traces();
        foreach (var attack in s_all.Where(attack => attack.Class == number && attack.Language == language))
        {
            var program = attack.Program
                .Replace("PORT", port, StringComparison.Ordinal)
                .Replace("ASSEMBLY", language == "python" ? $"'{typeof(CodeJudge).Assembly.Location}'" : typeof(CodeJudge).Assembly.Location, StringComparison.Ordinal);
            var verdict = fixture.Judge.Judge(Problem(attack), language, program);

            Assert.True(verdict.Class != CodeClass.Accepted, $"{attack}: accepted");
            Assert.True(verdict.Class != CodeClass.SandboxError, $"{attack}: {verdict}");
            Assert.False(listener.Pending(), $"{attack}: reached the network");
        }

        Assert.Equal(before, Traces());
        Assert.True(SpinWait.SpinUntil(() => !Left(), TimeSpan.FromSeconds(10)), $"{number} {language}: left a process");
        AssertStillSound();
    }

    [SandboxFact("python")]
    public void State_of_one_run_is_not_seen_by_the_next()
    {
        const string leave = "import os\nfor p in ('/tmp/mark', '/dev/shm/mark', os.path.expanduser('~/mark'), '/program/mark', 'mark.pyc'):\n    try: open(p, 'w').write('x')\n    except OSError: pass\nos.environ['MARK'] = '1'\nif os.fork() == 0:\n    while True: pass\n";
        const string look = "import os, glob\nfound = [p for p in ('/tmp/mark', '/dev/shm/mark', '/program/mark') if os.path.exists(p)] + [n for n in os.listdir('/tmp')] + [k for k in os.environ if k == 'MARK'] + [p for p in glob.glob('/proc/[0-9]*') if int(p[6:]) > 2 and int(p[6:]) != os.getpid()]\nprint('ESCAPED' if found else found)";
        fixture.Judge.Judge(Problem(AttackAim.Escape), "python", leave);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(CodeClass.WrongAnswer, fixture.Judge.Judge(Problem(AttackAim.Escape), "python", look).Class);
        }
    }

    [SandboxFact("python")]
    public void Program_inherits_nothing_but_its_three_pipes()
    {
        using var folder = new TemporaryFolder();
        using var file = File.OpenHandle(folder.PathTo("inherited"), FileMode.Create, FileAccess.Write);
        Assert.True(Inheritable(file));
        const string look = "import os\nprint([d for d in os.listdir('/proc/self/fd') if os.path.exists('/proc/self/fd/' + d)])";
        var problem = (StdioProblem)Problem(AttackAim.Escape);
        using var judge = new CodeJudge();
        var verdict = judge.Judge(problem with { Tests = [new StdioTest("", "['0', '1', '2']")] }, "python", look);
        Assert.True(verdict.Class == CodeClass.Accepted, verdict.ToString());
    }

    [SandboxFact("python")]
    public void Escape_would_be_seen() => AssertStillSound();

    // A descriptor that was opened without O_CLOEXEC, as a shell's are.
    private static bool Inheritable(SafeFileHandle file)
    {
        const int setFlags = 2;
        return Control((int)file.DangerousGetHandle(), setFlags, 0) == 0;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int Control(int descriptor, int command, nint argument);

    // The problems can be solved, and attacks that reach their aim would be accepted.
    private void AssertStillSound()
    {
        Assert.Equal(CodeClass.Accepted, fixture.Judge.Judge(Problem(AttackAim.Escape), "python", "print('ESCAPED')").Class);
        Assert.Equal(CodeClass.Accepted, fixture.Judge.Judge(Problem(AttackAim.Assertions), "python", $"def f(x): return '{s_secret}'").Class);
    }

    private static CodeProblem Problem(Attack attack) => Problem(attack.Aim, attack.Language);

    private static CodeProblem Problem(AttackAim aim, string language = "python")
    {
        var secret = s_secret;
        object row = aim switch
        {
            AttackAim.Output => new { tests = new[] { new { input = "1 2\n", expected = "3\n" }, new { input = "5 -7\n", expected = "-2\n" } } },
            AttackAim.Calls => new { entry = "f", tests = new[] { new { args = new[] { 1 }, expected = secret } } },
            AttackAim.Checker => new
            {
                checker = new { type = "program", program = "import sys\nsys.exit(0 if open(sys.argv[2]).read() == open(sys.argv[3]).read() else 1)" },
                tests = new[] { new { input = "", expected = "s\n" + secret } },
            },
            AttackAim.Escape => new { tests = new[] { new { input = "", expected = "ESCAPED" } } },
            _ => new object(),
        };
        using var json = JsonSerializer.SerializeToDocument(row);
        return (aim == AttackAim.Assertions ? new TestProgramProblem("assertions", "f", "", Assertions(secret, language)) : CodeProblemReader.Read(json.RootElement)) with { TimeSeconds = 1 };
    }

    private static string Assertions(string secret, string language) => language == "js"
        ? $"const assert = require('node:assert');\nassert.deepEqual(f(1), '{secret}');\nassert.deepEqual(f(1), '{secret}');"
        : $"def check(c):\n    assert c(1) == '{secret}'\n    assert c(1) == '{secret}'\ncheck(f)\n";

    private static string[] Traces() =>
    [
        .. new[] { "/tmp", "/dev/shm", "/var/tmp", "/" }.Where(Directory.Exists).SelectMany(Directory.EnumerateFileSystemEntries)
            .Where(path => Path.GetFileName(path) is "mark" or "x" or "link" or "d" or "0" or "input" or "output" or "expected" or "conftest.py" or "result.json")
            .Order(),
    ];

    private static bool Left() => Directory.EnumerateDirectories("/proc")
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
        .Any(path =>
        {
            try
            {
                return File.ReadAllText(path + "/cmdline").Contains("987654", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        });
}
