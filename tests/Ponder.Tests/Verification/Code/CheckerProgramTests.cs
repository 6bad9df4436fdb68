using Ponder.Verification.Code;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>Checkers are programs of every language: three files as arguments, exit code 0 accepts and 1 rejects.</summary>
[Collection("sandbox")]
public sealed class CheckerProgramTests(CodeJudgeFixture fixture)
{
    // Two factors of the input, in any order; what they are is not in the expected output.
    private const string Python =
        """
        import sys
        n = int(open(sys.argv[1]).read())
        try: a, b = map(int, open(sys.argv[2]).read().split())
        except ValueError: sys.exit(2)
        assert open(sys.argv[3]).read() == 'any\n'
        sys.exit(0 if 1 < a and 1 < b and a * b == n else 1)
        """;

    private const string JavaScript =
        """
        const [input, output, expected] = process.argv.slice(2).map(path => require('fs').readFileSync(path, 'utf8'));
        const [a, b] = output.split(' ').map(Number);
        if (expected !== 'any\n' || Number.isNaN(a)) process.exit(2);
        process.exit(1 < a && 1 < b && a * b === Number(input) ? 0 : 1);
        """;

    private const string Cpp =
        """
        #include <fstream>
        int main(int, char **names) {
            long n, a, b; std::string word;
            std::ifstream(names[1]) >> n; std::ifstream(names[3]) >> word;
            if (word != "any") return 3;
            if (!(std::ifstream(names[2]) >> a >> b)) return 2;
            return 1 < a && 1 < b && a * b == n ? 0 : 1;
        }
        """;

    private const string CSharp =
        """
        var n = int.Parse(File.ReadAllText(args[0]));
        var given = File.ReadAllText(args[1]).Split(' ').Select(int.Parse).ToArray();
        if (File.ReadAllText(args[2]) != "any\n") return 3;
        return given[0] > 1 && given[1] > 1 && given[0] * given[1] == n ? 0 : 1;
        """;

    [Trait("Speed", "slow")]
    [SandboxTheory("python", "js", "cpp", "cs")]
    [InlineData("python", Python)]
    [InlineData("js", JavaScript)]
    [InlineData("cpp", Cpp)]
    [InlineData("cs", CSharp)]
    public void Checker_decides_in_its_language(string language, string checker)
    {
        Expect(CodeClass.Accepted, language, checker, "3 5");
        Expect(CodeClass.Accepted, language, checker, "5 3\n");
        Expect(CodeClass.WrongAnswer, language, checker, "1 15");
        Expect(CodeClass.TestSuiteInvalid, language, checker, "no numbers");
    }

    [Trait("Speed", "slow")]
    [SandboxTheory("python", "js", "cpp", "cs")]
    [InlineData("cpp", "#include <iostream>\nint main() { std::cout << \"3 5\"; }")]
    [InlineData("cs", "Console.Write(\"3 5\");")]
    [InlineData("js", "console.log('3 5')")]
    [InlineData("python", "print('3 5')")]
    public void Program_of_every_language_is_judged_by_a_checker(string language, string program)
    {
        var checker = new OutputChecker(CheckerKind.Program) { Program = Python, Language = "python" };
        Assert.Equal(CodeClass.Accepted, fixture.Judge.Judge(new StdioProblem("factors", [new StdioTest("15\n", "any\n")], checker), language, program).Class);
        Assert.Equal(CodeClass.WrongAnswer, fixture.Judge.Judge(new StdioProblem("factors", [new StdioTest("16\n", "any\n")], checker), language, program).Class);
    }

    [SandboxTheory("python", "js", "cpp")]
    [InlineData("python", "def (")]
    [InlineData("js", "function (")]
    [InlineData("cpp", "int main() { return x; }")]
    [InlineData("cobol", "")]
    public void Checker_that_is_no_program_gives_no_verdict(string language, string checker) => Expect(CodeClass.TestSuiteInvalid, language, checker, "3 5");

    [Trait("Speed", "slow")]
    [SandboxFact("python")]
    public void Output_that_keeps_a_checker_busy_is_not_accepted() =>
        Expect(CodeClass.TestSuiteInvalid, "python", "import re, sys\nsys.exit(0 if re.fullmatch('(a+)+', open(sys.argv[2]).read()) else 0)", new string('a', 60) + "b");

    private void Expect(CodeClass expected, string language, string checker, string output)
    {
        var verdict = fixture.Judge.Check(new OutputChecker(CheckerKind.Program) { Program = checker, Language = language }, "15", output, "any\n");
        Assert.True(expected == verdict.Class, $"expected {expected}, got {verdict}");
    }
}
