using Ponder.Verification.Code;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>Programs that write the right output and then do something else, or nearly the right output, in every language.</summary>
[Collection("sandbox")]
public sealed class OutcomeTests(CodeJudgeFixture fixture)
{
    private const string Cpp = "#include <bits/stdc++.h>\n#include <unistd.h>\nusing namespace std;\nint main() { puts(\"3\"); puts(\"done\"); fflush(stdout); ";
    private const string JavaScript = "console.log(3); console.log('done'); ";
    private const string Python = "import os, sys, threading, time\nprint(3)\nprint('done', flush=True)\n";
    private const string CSharp = "Console.WriteLine(3); Console.WriteLine(\"done\"); ";

    [SandboxTheory("python")]
    [InlineData("", CodeClass.Accepted)]
    [InlineData("os.abort()", CodeClass.RuntimeError)]
    [InlineData("raise ValueError", CodeClass.RuntimeError)]
    [InlineData("sys.exit(3)", CodeClass.RuntimeError)]
    [InlineData("while True: pass", CodeClass.TimeLimit)]
    [InlineData("x = bytearray(b'1') * (1 << 30)", CodeClass.MemoryLimit)]
    [InlineData("print('x' * 5000000)", CodeClass.OutputLimit)]
    [InlineData("print(' ' * 5000000)", CodeClass.OutputLimit)]
    [InlineData("sys.stderr.write('x' * 100000)", CodeClass.Accepted)]
    [InlineData("while True: sys.stderr.write('x' * 1000)", CodeClass.OutputLimit)]
    [InlineData("sys.stdout.buffer.write(b'\\xff')", CodeClass.WrongAnswer)]
    [InlineData("print('more')", CodeClass.WrongAnswer)]
    [InlineData("threading.Thread(target=time.sleep, args=(0.2,)).start()", CodeClass.Accepted)]
    [InlineData("if os.fork() == 0: time.sleep(100)", CodeClass.Accepted)]
    [InlineData("for i in range(99): threading.Thread(target=time.sleep, args=(9,)).start()", CodeClass.ProcessLimit)]
    public void Python_program_that_wrote_the_right_output(string then, CodeClass expected) => Expect(expected, "python", Python + then);

    [SandboxTheory("js")]
    [InlineData("", CodeClass.Accepted)]
    [InlineData("process.abort()", CodeClass.RuntimeError)]
    [InlineData("throw new Error('x')", CodeClass.RuntimeError)]
    [InlineData("Promise.reject(new Error('x'))", CodeClass.RuntimeError)]
    [InlineData("process.exitCode = 3", CodeClass.RuntimeError)]
    [InlineData("for (;;);", CodeClass.TimeLimit)]
    [InlineData("const x = []; for (;;) x.push(new Array(1000).fill(Math.random()))", CodeClass.MemoryLimit)]
    [InlineData("console.log('x'.repeat(5000000))", CodeClass.OutputLimit)]
    [InlineData("process.stdout.write(Buffer.from([0xff]))", CodeClass.WrongAnswer)]
    public void JavaScript_program_that_wrote_the_right_output(string then, CodeClass expected) => Expect(expected, "js", JavaScript + then);

    [Trait("Speed", "slow")]
    [SandboxTheory("cpp")]
    [InlineData("}", CodeClass.Accepted)]
    [InlineData("abort(); }", CodeClass.RuntimeError)]
    [InlineData("*(volatile int *)0 = 1; }", CodeClass.RuntimeError)]
    [InlineData("throw runtime_error(\"x\"); }", CodeClass.RuntimeError)]
    [InlineData("return 3; }", CodeClass.RuntimeError)]
    [InlineData("for (volatile int i = 0;; i++); }", CodeClass.TimeLimit)]
    [InlineData("vector<char> v(1 << 30, 1); return v[5] - 1; }", CodeClass.MemoryLimit)]
    [InlineData("for (int i = 0; i < 5000000; i++) putchar('x'); }", CodeClass.OutputLimit)]
    [InlineData("for (;;) fputs(\"some words\", stderr); }", CodeClass.OutputLimit)]
    [InlineData("puts(\"\\xff\"); }", CodeClass.WrongAnswer)]
    [InlineData("long r; asm volatile(\"int $0x80\" : \"=a\"(r) : \"a\"(20L) : \"memory\"); }", CodeClass.Forbidden)]
    public void Cpp_program_that_wrote_the_right_output(string then, CodeClass expected) => Expect(expected, "cpp", Cpp + then);

    [Trait("Speed", "slow")]
    [SandboxTheory("cs")]
    [InlineData("", CodeClass.Accepted)]
    [InlineData("Environment.FailFast(\"x\");", CodeClass.RuntimeError)]
    [InlineData("throw new Exception(\"x\");", CodeClass.RuntimeError)]
    [InlineData("return 3;", CodeClass.RuntimeError)]
    [InlineData("for (;;);", CodeClass.TimeLimit)]
    [InlineData("var x = new List<byte[]>(); for (;;) { var b = new byte[1 << 20]; Array.Fill(b, (byte)1); x.Add(b); }", CodeClass.MemoryLimit)]
    [InlineData("Console.WriteLine(new string('x', 5000000));", CodeClass.OutputLimit)]
    [InlineData("for (;;) Console.Error.Write(new string('x', 1000));", CodeClass.OutputLimit)]
    [InlineData("Console.OpenStandardOutput().Write([0xff]);", CodeClass.WrongAnswer)]
    public void CSharp_program_that_wrote_the_right_output(string then, CodeClass expected) => Expect(expected, "cs", CSharp + then);

    [SandboxTheory("python")]
    [InlineData(CheckerKind.Exact)]
    [InlineData(CheckerKind.Lines)]
    [InlineData(CheckerKind.Tokens)]
    [InlineData(CheckerKind.Numbers)]
    [InlineData(CheckerKind.UnorderedLines)]
    [InlineData(CheckerKind.UnorderedLinesAndTokens)]
    public void Bytes_that_are_no_text_equal_no_text(CheckerKind kind)
    {
        var problem = new StdioProblem("bytes", [new StdioTest("", "3\uFFFD\n")], new OutputChecker(kind));
        Expect(CodeClass.WrongAnswer, problem, "python", "import os\nos.write(1, b'3\\xff\\n')");
        Expect(CodeClass.Accepted, problem, "python", "print('3\\ufffd')");
    }

    private void Expect(CodeClass expected, string language, string program) => Expect(
        expected,
        new StdioProblem("sum", [new StdioTest("1 2\n", "3\ndone\n")], new OutputChecker(CheckerKind.Lines)) { TimeSeconds = 2, MemoryBytes = 128L << 20 },
        language,
        program);

    private void Expect(CodeClass expected, CodeProblem problem, string language, string program)
    {
        var verdict = fixture.Judge.Judge(problem, language, program);
        Assert.True(expected == verdict.Class, $"expected {expected}, got {verdict}");
    }
}
