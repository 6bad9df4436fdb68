using System.Text.Json;
using Ponder.TestSupport;
using Ponder.Verification;
using Ponder.Verification.Proofs;
using Xunit;

namespace Ponder.Tests.Verification.Proofs;

public sealed class DerivationTests
{
    public static TheoryData<string, int?> Deductions => new()
    {
        { "1. A -> B : premise\n2. A : premise\n3. B : MP 1, 2", null },
        { "1. A -> B : premise\n2. A : premise\n3. B : MP 2, 1", null },
        { "1. A -> B : premise\n2. B : premise\n3. A : MP 1, 2", 3 },
        { "1. A -> B : premise\n2. ~B : premise\n3. ~A : MT 1, 2", null },
        { "1. A -> B : premise\n2. ~A : premise\n3. ~B : MT 1, 2", 3 },
        { "1. A -> B : premise\n2. B -> C : premise\n3. A -> C : HS 2, 1", null },
        { "1. A v B : premise\n2. ~B : premise\n3. A : DS 1, 2", null },
        { "1. A : premise\n2. B : premise\n3. A & B : &I 1, 2", null },
        { "1. A : premise\n2. B : premise\n3. B & A : &I 1, 2", 3 },
        { "1. # : premise\n2. A : #E 1", null },
        { "1. ~~A : premise\n2. A : DN 1\n3. ~~A : DN 2", null },
        { "1. A <-> B : premise\n2. B -> A : <->E 1", null },
        { "1. A -> B : premise\n2. B -> A : premise\n3. A <-> B : <->I 1, 2", null },
        { "1. A -> B : premise\n2. B -> A : premise\n3. B <-> A : <->I 1, 2", 3 },
        { "1. | A : assume\n2. A -> A : ->I 1-1", null },
        { "1. | A : assume\n2. | A : R 1", 2 },
        { "1. | A : assume\n2. | | B : assume\n3. | | A : R 1\n4. | B -> A : ->I 2-3\n5. A -> (B -> A) : ->I 1-4", null },
        { "1. | A : assume\n2. | | B : assume\n3. A : R 1", 3 },
        { "1. | A : assume\n2. B : premise\n3. A -> A : ->I 1-1", null },
        { "1. | A : assume\n2. | B : premise", 2 },
        { "1. A : assume", 1 },
        { "1. || A : assume", 1 },
        { "1. A : premise\n3. A : R 1", 2 },
        { "1. A : R 1", 1 },
        { "1. A : premise\n2. A : R 0", 2 },
        { "1. A : premise\n2. A : XX 1", 2 },
        { "1. A : premise\n2. A", 2 },
        { "1. A & : premise", 1 },
        { "1. A -> B -> C : premise\n2. A -> (B -> C) : R 1", null },
        { "1. A & B & C : premise\n2. (A & B) & C : R 1\n3. A & (B & C) : R 1", 3 },
        { "1. ~A & B v C -> D <-> E : premise\n2. ((((~A) & B) v C) -> D) <-> E : R 1", null },
        { "1. | ~A : assume\n2. | # : premise", 2 },
        { "1. ~A -> # : premise\n2. | ~A : assume\n3. | # : MP 1, 2\n4. A : RAA 2-3\n5. ~~A : ~I 2-3", null },
        { "1. A v B : premise\n2. | A : assume\n3. | C : #E 2", 3 },
    };

    [Theory]
    [MemberData(nameof(Deductions))]
    public void Deduction_is_judged_by_its_first_bad_line(string lines, int? bad) => AssertBad("natural_deduction", lines, bad);

    [Theory]
    [InlineData("1. (a + b)^2\n2. a^2 + 2*a*b + b^2", null)]
    [InlineData("1. (a + b)^2\n2. a^2 + b^2", 2)]
    [InlineData("1. -x^2\n2. 0 - x*x\n3. (-x)^2", 3)]
    [InlineData("1. 2(x + 1)\n2. 2x + 2", null)]
    [InlineData("1. 2^3^2\n2. 512", null)]
    [InlineData("1. x/2", 1)]
    [InlineData("1. x +", 1)]
    [InlineData("2. x", 1)]
    [InlineData("1. x\n2. x + 0*y - 0", null)]
    public void Chain_is_judged_by_its_first_bad_line(string lines, int? bad) => AssertBad("equational_chain", lines, bad);

    [Theory]
    [InlineData("1. x^2 = 4\n2. x = 2 or x = -2", null)]
    [InlineData("1. x^2 = 4\n2. x = 2", 2)]
    [InlineData("1. 2*x = 7\n2. no solution", null)]
    [InlineData("1. x^3 - 6*x^2 + 11*x - 6 = 0\n2. x = 1 or x = 2 or x = 3", null)]
    [InlineData("1. (x - 1000003)*(x + 999983)*(x^2 + 1) = 0\n2. x = 1000003 or x = -999983", null)]
    [InlineData("1. x^4 - 10*x^2 + 9 = 0\n2. (x^2 - 1)*(x^2 - 9) = 0\n3. x = 1 or x = 3", 3)]
    [InlineData("1. x^2 = 2\n2. no solution", null)]
    [InlineData("1. x = x\n2. 0 = 0\n3. 1 = 0", 3)]
    [InlineData("1. x = y", 1)]
    [InlineData("1. t = 3\n2. 2*t = 6", null)]
    public void Solving_is_judged_by_its_first_bad_line(string lines, int? bad) => AssertBad("equation_solving_integers", lines, bad);

    [Fact]
    public void Hostile_derivations_get_a_report()
    {
        var deep = string.Concat(Enumerable.Repeat("(", 100_000));
        string[] nasty = ["", "1.", "1. " + deep, "1. " + string.Concat(Enumerable.Repeat("~", 100_000)) + "A : premise", "1. x^1000000000", "1. ((x+y+z)^99)^99", "1. 9^9^9^9", "1. |||||", "\0", "\ud800", "1. A : R 99999999999", "1. x^900 + 1 = 0"];
        foreach (var type in Derivations.Types)
        {
            foreach (var text in nasty)
            {
                var report = Derivations.Check(type, [text]);
                Assert.True(report is { Valid: false } or { Valid: true, FirstBadLine: null });
            }
        }
    }

    [Fact]
    public void Verifier_reads_the_numbered_lines_of_a_response()
    {
        var request = new VerificationRequest("", "", "<think>hm\n1. x = 1</think>Proof:\n1. A & B : premise\n2. B : &E 1\nDone.")
        {
            Metadata = JsonElement.Parse("""{"type":"natural_deduction"}"""),
        };

        Assert.Equal(Outcome.Correct, new ProofVerifier().Verify(request).Outcome);
        Assert.Equal("1", new ProofVerifier().Verify(request with { Response = "1. B : &E 1" }).Extracted);
        Assert.Equal(Outcome.Undecided, new ProofVerifier().Verify(request with { Metadata = default }).Outcome);
    }

    [SharedFact("golden", "verify", "proofs", "cases.jsonl")]
    public void Golden_derivations_agree()
    {
        foreach (var line in File.ReadLines(SharedFolder.Find("golden", "verify", "proofs", "cases.jsonl")!))
        {
            var row = JsonElement.Parse(line);
            string[] lines = [.. row.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!)];
            var type = row.GetProperty("type").GetString()!;
            var report = Derivations.Check(type, lines)!;
            var id = row.GetProperty("id").GetString();
            Assert.True(row.GetProperty("valid").GetBoolean() == report.Valid, id);
            Assert.True(row.GetProperty("first_bad_line") is { ValueKind: JsonValueKind.Null } ? report.FirstBadLine is null : row.GetProperty("first_bad_line").GetInt32() == report.FirstBadLine, id);
            var grade = report.Valid ? 1 : row.GetProperty("conclusion_follows").GetBoolean() ? 0.5 : 0;
            Assert.True(grade == Derivations.Grade(type, lines), id);
        }
    }

    private static void AssertBad(string type, string lines, int? bad)
    {
        var report = Derivations.Check(type, lines.Split('\n'))!;

        Assert.Equal(bad, report.FirstBadLine);
        Assert.Equal(bad is null, report.Valid);
    }
}
