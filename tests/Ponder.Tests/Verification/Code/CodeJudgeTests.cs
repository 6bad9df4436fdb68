using System.Text.Json;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

[Collection("sandbox")]
public sealed class CodeJudgeTests(CodeJudgeFixture fixture)
{
    private const string Sum = """{"id":"sum","time_limit_s":2,"tests":[{"input":"1 2\n","expected":"3\n"},{"input":"5 -7\n","expected":"-2\n"}]}""";

    private const string Calls =
        """
        {"id":"pairs","entry":"pairs","time_limit_s":2,"tests":[
          {"args":[[1,2],{"a":1.5}],"expected":[[1,"a"],[2,"a"]]},
          {"args":[[],{}],"expected":[]}]}
        """;

    private const string Assertions =
        """{"task":"t","entry":"twice","prompt":"def half(x):\n    return x / 2\n\ndef twice(x):\n    \"\"\"Doubles.\"\"\"\n","time_limit_s":2,"tests":"def check(candidate):\n    assert candidate(2) == 4\n    assert half(candidate(3)) == 3\n\ncheck(twice)\n"}""";

    [SandboxTheory("python", "js")]
    [InlineData("python", "a, b = map(int, input().split())\nprint(a + b)", CodeClass.Accepted)]
    [InlineData("python", "import sys\na, b = map(int, open('/dev/stdin').read().split())\nsys.stdout.write(str(a + b))", CodeClass.Accepted)]
    [InlineData("python", "print(3)", CodeClass.WrongAnswer)]
    [InlineData("python", "print(1/0)", CodeClass.RuntimeError)]
    [InlineData("python", "print(3", CodeClass.RuntimeError)]
    [InlineData("python", "while True: pass", CodeClass.TimeLimit)]
    [InlineData("python", "x = []\nwhile True: x.append(bytearray(1 << 20))", CodeClass.MemoryLimit)]
    [InlineData("python", "while True: print('x' * 1000)", CodeClass.OutputLimit)]
    [InlineData("python", "print(input().replace('1 2', '3'))\nexit()", CodeClass.WrongAnswer)]
    [InlineData("js", "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number); console.log(a + b)", CodeClass.Accepted)]
    [InlineData("js", "const [a, b] = require('fs').readFileSync('/dev/stdin', 'utf8').split(' ').map(Number); console.log(a + b)", CodeClass.Accepted)]
    [InlineData("js", "require('readline').createInterface({input: process.stdin}).on('line', l => console.log(l.split(' ').map(Number).reduce((a, b) => a + b)))", CodeClass.Accepted)]
    [InlineData("js", "throw new Error('x')", CodeClass.RuntimeError)]
    public void Program_is_judged_by_what_it_writes(string language, string program, CodeClass expected) => Expect(expected, Sum, language, program);

    [SandboxTheory("cpp")]
    [InlineData("#include <iostream>\nint main() { long a, b; std::cin >> a >> b; std::cout << a + b; }", CodeClass.Accepted)]
    [InlineData("#include <iostream>\nint main() { std::cout << 3; }", CodeClass.WrongAnswer)]
    [InlineData("int main() { return x; }", CodeClass.CompileError)]
    [InlineData("int main() { for (volatile int i = 0;; i++) {} }", CodeClass.TimeLimit)]
    [InlineData("int main() { return *(volatile int*)0; }", CodeClass.RuntimeError)]
    [InlineData("#include <vector>\nint main() { std::vector<std::vector<char>> v; for (;;) v.emplace_back(1 << 20, 1); }", CodeClass.MemoryLimit)]
    public void Cpp_program_is_judged_by_what_it_writes(string program, CodeClass expected) => Expect(expected, Sum, "cpp", program);

    [SandboxTheory("cs")]
    [InlineData("var w = Console.ReadLine()!.Split(' '); Console.WriteLine(int.Parse(w[0]) + int.Parse(w[1]));", CodeClass.Accepted)]
    [InlineData("class P { static void Main() { System.Console.WriteLine(3); } }", CodeClass.WrongAnswer)]
    [InlineData("class P { static void Main() { return 1; } }", CodeClass.CompileError)]
    [InlineData("throw new Exception();", CodeClass.RuntimeError)]
    public void CSharp_program_is_judged_by_what_it_writes(string program, CodeClass expected) => Expect(expected, Sum, "cs", program);

    [SandboxTheory("python", "js")]
    [InlineData("python", "def pairs(a, b):\n    return [(x, k) for x in a for k in b]", CodeClass.Accepted)]
    [InlineData("python", "def pairs(a, b):\n    print('hello')\n    return [[x, k] for x in a for k in b]", CodeClass.Accepted)]
    [InlineData("python", "def pairs(a, b):\n    return None", CodeClass.WrongAnswer)]
    [InlineData("python", "def other(a, b):\n    return []", CodeClass.RuntimeError)]
    [InlineData("js", "const pairs = (a, b) => a.flatMap(x => Object.keys(b).map(k => [x, k]))", CodeClass.Accepted)]
    [InlineData("js", "function pairs(a, b) { return a; }", CodeClass.WrongAnswer)]
    public void Function_is_judged_by_what_it_returns(string language, string program, CodeClass expected) => Expect(expected, Calls, language, program);

    [SandboxTheory("cpp", "cs")]
    [InlineData("cpp", "using namespace std;\nvector<vector<string>> pairs(const vector<int>& a, map<string, double> b) { return {}; }", CodeClass.WrongAnswer)]
    [InlineData("cpp", "using namespace std;\n#define int long long\nvector<pair<int, string>> pairs(vector<int>& a, const map<string, double>& b) { vector<pair<int, string>> r; for (int x : a) for (auto& [k, v] : b) r.push_back({x, k}); cout << 1; return r; }\nsigned main() {}", CodeClass.Accepted)]
    [InlineData("cpp", "int other() { return 1; }", CodeClass.CompileError)]
    [InlineData("cs", "class Solution { public List<(int, string)> pairs(int[] a, Dictionary<string, double> b) { Console.WriteLine(1); return a.SelectMany(x => b.Keys.Select(k => (x, k))).ToList(); } static void Main() {} }", CodeClass.Accepted)]
    [InlineData("cs", "static class S { public static object pairs(IList<int> a, Dictionary<string, double> b) => throw new Exception(); }", CodeClass.RuntimeError)]
    public void Compiled_function_is_judged_by_what_it_returns(string language, string program, CodeClass expected) => Expect(expected, Calls, language, program);

    [SandboxTheory("python")]
    [InlineData("def twice(x):\n    return x + x", CodeClass.Accepted)]
    [InlineData("def half(x):\n    return 3\n\ndef twice(x):\n    return 4", CodeClass.WrongAnswer)]
    [InlineData("def twice(x):\n    raise ValueError", CodeClass.RuntimeError)]
    [InlineData("def twice(x):\n    while True: pass", CodeClass.TimeLimit)]
    [InlineData("class E:\n    def __eq__(self, other): return True\ndef twice(x): return E()", CodeClass.WrongAnswer)]
    public void Function_is_judged_by_a_program_of_assertions(string program, CodeClass expected) => Expect(expected, Assertions, "python", program);

    [SandboxFact("python")]
    public void Problem_without_tests_gives_no_verdict()
    {
        Expect(CodeClass.TestSuiteInvalid, """{"id":"none","tests":[]}""", "python", "print(1)");
        Expect(CodeClass.TestSuiteInvalid, """{"id":"none","entry":"f","tests":"def check(f): pass\ncheck(f)"}""", "python", "def f(): pass");
        Expect(CodeClass.TestSuiteInvalid, """{"id":"none","entry":"f","tests":"def check("}""", "python", "def f(): pass");
    }

    [SandboxTheory("python")]
    [InlineData("StopIteration")]
    [InlineData("StopAsyncIteration")]
    [InlineData("GeneratorExit")]
    public void Exception_that_would_end_a_loop_of_the_tests_does_not_pass(string exception)
    {
        const string maps = """{"id":"map","entry":"f","tests":"def check(c):\n    assert all(map(lambda t: c(t[0]) == t[1], [(1, 2), (2, 3)]))\n\ncheck(f)\n"}""";
        const string zips = """{"id":"zip","entry":"f","tests":"def check(c):\n    for a, b in zip(map(c, [1, 2]), [2, 3]): assert a == b\n\ncheck(f)\n"}""";
        Expect(CodeClass.Accepted, maps, "python", "def f(x): return x + 1");
        Expect(CodeClass.RuntimeError, maps, "python", $"def f(x): raise {exception}");
        Expect(CodeClass.RuntimeError, zips, "python", $"def f(x): raise {exception}");
    }

    [SandboxTheory("python", "js", "cs")]
    [InlineData("js", "const f = x => Infinity")]
    [InlineData("cs", "class P { static double f(int x) => double.PositiveInfinity; static void Main() { } }")]
    [InlineData("python", "import os\ndef f(x):\n    for d in range(3, 10):\n        try: os.write(d, b'{\"value\":{\"$\":\"float\",\"v\":\"1e999\"}}\\n')\n        except OSError: pass")]
    public void Infinity_is_no_large_number(string language, string program)
    {
        foreach (var checker in new[] { "", ""","checker":{"type":"float","rel":1e-6}""" })
        {
            Expect(CodeClass.WrongAnswer, $$"""{"id":"large","entry":"f","tests":[{"args":[1],"expected":1{{new string('0', 400)}}}]{{checker}}}""", language, program);
            Expect(CodeClass.WrongAnswer, $$"""{"id":"larger","entry":"f","tests":[{"args":[1],"expected":1{{new string('0', 20000)}}}]{{checker}}}""", language, program);
        }
    }

    private void Expect(CodeClass expected, string problem, string language, string program)
    {
        using var json = JsonDocument.Parse(problem);
        var verdict = fixture.Judge.Judge(CodeProblemReader.Read(json.RootElement), language, program);
        Assert.True(expected == verdict.Class, $"expected {expected}, got {verdict}");
    }
}
