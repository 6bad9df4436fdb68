using System.Diagnostics;
using Ponder.Text;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Problems;

namespace Ponder.Cli.Bench;

/// <summary>
/// Programs judged per second, each run in a sandbox of its own, on as many threads as asked for; and a long run that looks for leaks.
/// </summary>
internal static class SandboxBench
{
    private const int RunsPerMeasurement = 100, SoakRuns = 2000, WarmUp = 200;
    private const double Mebibyte = 1 << 20;

    private static readonly (string Language, string Program)[] s_programs =
    [
        ("python", "print(sum(map(int, input().split())))"),
        ("js", "console.log(require('fs').readFileSync(0, 'utf8').split(' ').map(Number).reduce((a, b) => a + b))"),
    ];

    /// <summary>All rows, or those that the settings name; the soak must be named.</summary>
    /// <exception cref="UserException">The machine cannot isolate programs.</exception>
    public static IEnumerable<BenchRow> Run(BenchSettings settings)
    {
        using var judge = new CodeJudge();
        if (!judge.Isolation.IsAvailable)
        {
            throw new UserException($"bench sandbox: {judge.Isolation.Text}; to mend it: {judge.Isolation.Mend}");
        }

        foreach (var (language, program) in s_programs)
        {
            if (settings.Wants($"sandbox/{language}", asked: false))
            {
                yield return Rounds.Run(
                    $"sandbox/{language}", "runs/s", null, settings.Repeats, () => (Rate(judge, language, program, settings), 0), null, settings.Cancellation);
            }
        }

        if (settings.Wants("sandbox/soak", asked: true))
        {
            foreach (var row in Soak(judge, settings))
            {
                yield return row;
            }
        }
    }

    private static double Rate(CodeJudge judge, string language, string program, BenchSettings settings)
    {
        var start = Stopwatch.GetTimestamp();
        Judge(judge, RunsPerMeasurement, settings, _ => (language, program, CodeClass.Accepted));
        return RunsPerMeasurement / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // Programs that end well, that fail, that leave daemons and that write too much, in turns.
    private static IEnumerable<BenchRow> Soak(CodeJudge judge, BenchSettings settings)
    {
        (string, string, CodeClass)[] programs =
        [
            ("python", s_programs[0].Program, CodeClass.Accepted),
            ("python", "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: pass\nprint(sum(map(int, input().split())))", CodeClass.Accepted),
            ("python", "raise ValueError", CodeClass.RuntimeError),
            ("python", "print('x' * 5000000)", CodeClass.OutputLimit),
            ("js", s_programs[1].Program, CodeClass.Accepted),
        ];
        Judge(judge, WarmUp, settings, i => programs[i % programs.Length]);
        var before = Usage();
        var start = Stopwatch.GetTimestamp();
        Judge(judge, SoakRuns, settings, i => programs[i % programs.Length]);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Usage();
        yield return Row("sandbox/soak/runs", "runs", SoakRuns);
        yield return Row("sandbox/soak/rate", "runs/s", SoakRuns / seconds);
        yield return Row("sandbox/soak/processes", "more than before", after.Processes - before.Processes);
        yield return Row("sandbox/soak/descriptors", "more than before", after.Descriptors - before.Descriptors);
        yield return Row("sandbox/soak/files", "more than before", after.Files - before.Files);
        yield return Row("sandbox/soak/memory", "MiB more than before", (after.Memory - before.Memory) / Mebibyte);
    }

    private static void Judge(CodeJudge judge, int runs, BenchSettings settings, Func<int, (string Language, string Program, CodeClass Expected)> program) =>
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads, CancellationToken = settings.Cancellation }, i =>
        {
            var (language, text, expected) = program(i);
            var problem = new StdioProblem("sum", [new StdioTest($"{i} 1\n", $"{i + 1}\n")], new OutputChecker(CheckerKind.Lines));
            var verdict = judge.Judge(problem, language, text);
            if (verdict.Class != expected)
            {
                throw new InvalidOperationException($"bench sandbox: run {i} in {language} gave {verdict}, expected {expected}");
            }
        });

    private static (int Processes, int Descriptors, int Files, long Memory) Usage()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return (Children(), Directory.GetFileSystemEntries("/proc/self/fd").Length, Directory.GetFileSystemEntries(Path.GetTempPath(), "ponder-*").Length, self.WorkingSet64);
    }

    // Children of this process: the sandboxes that wait, and whatever was not taken away.
    private static int Children() => Directory.EnumerateDirectories("/proc/self/task")
        .Sum(task => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    private static BenchRow Row(string name, string unit, double value) => new(name, value, unit, null, null, value, value, 1);
}
