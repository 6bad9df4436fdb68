using System.Text.Json;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>Memory that the size of a process does not show is found all the same.</summary>
[Collection("sandbox")]
public sealed class HiddenMemoryTests(CodeJudgeFixture fixture)
{
    private const string AnyOutput = """{"id":"any","time_limit_s":6,"memory_limit_mb":64,"tests":[{"input":"","expected":"done\n"}]}""";

    // The first thread of each child ends, and with it what /proc says about the memory of the process.
    private const string EndedThreads =
        """
        #include <cstdlib>
        #include <pthread.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        static void *fill(void *) {
            usleep(100000);
            volatile char *p = (volatile char *)malloc(40 << 20);
            for (long i = 0; i < 40 << 20; i += 4096) p[i] = 1;
            for (;;) pause();
        }
        int main() {
            for (int i = 0; i < 8; i++) {
                if (fork() == 0) {
                    pthread_attr_t small;
                    pthread_attr_init(&small);
                    pthread_attr_setstacksize(&small, 1 << 20);
                    pthread_t thread;
                    pthread_create(&thread, &small, fill, nullptr);
                    syscall(SYS_exit, 0);
                }
            }
            sleep(5);
        }
        """;

    private const string Sockets =
        """
        import os, socket, time
        for i in range(16):
            if os.fork() == 0:
                keep = []
                try:
                    while True: keep.append(socket.socketpair())
                except OSError: pass
                time.sleep(60)
        time.sleep(5)
        """;

    private const string EmptyFiles =
        """
        for i in range(10**7): open('/tmp/%d' % i, 'w').close()
        """;

    [SandboxTheory("python", "cpp")]
    [InlineData("cpp", EndedThreads)]
    [InlineData("python", Sockets)]
    [InlineData("python", EmptyFiles)]
    public void Memory_that_no_size_shows_is_counted(string language, string program)
    {
        var verdict = Judge(AnyOutput, language, program);
        Assert.True(verdict.Class == CodeClass.MemoryLimit, verdict.ToString());
    }

    [SandboxFact("python")]
    public void Limits_hold_while_the_tests_compute()
    {
        const string tests = "def check(f):\n    f(1)\n    i = 0\n    while i < 50_000_000: i += 1\ncheck(f)\n";
        const string fill = "import os, time\ndef f(x):\n    for i in range(6):\n        if os.fork() == 0:\n            keep = bytearray(b'1') * (40 << 20)\n            time.sleep(60)\n    return 1\n";
        var problem = JsonSerializer.Serialize(new { id = "slow", entry = "f", time_limit_s = 6, memory_limit_mb = 64, tests });
        var verdict = Judge(problem, "python", fill);
        Assert.True(verdict.Class == CodeClass.MemoryLimit, verdict.ToString());
    }

    private CodeVerdict Judge(string problem, string language, string program)
    {
        using var json = JsonDocument.Parse(problem);
        return fixture.Judge.Judge(CodeProblemReader.Read(json.RootElement), language, program);
    }
}
