using Ponder.Text;
using Ponder.Verification.Code;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class CompiledVerifierTests
{
    private const string Head =
        """
        public sealed class Mine : IVerifier
        {
            public string Name => "mine";

        """;

    [Fact]
    public void Compiled_verifier_judges()
    {
        var verifier = CompiledVerifier.FromSource(
            Head + """
                public Verdict Verify(VerificationRequest request) => request.Response.Contains(request.Answer)
                    ? Verdict.Correct("contains", request.Answer)
                    : Verdict.Wrong("missing");
            }
            """,
            "mine.cs");

        Assert.Equal("mine", verifier.Name);
        Assert.Equal(Outcome.Correct, verifier.Verify(new("", "b", "abc")).Outcome);
        Assert.Equal(Outcome.Wrong, verifier.Verify(new("", "x", "abc")).Outcome);
    }

    [Theory]
    [InlineData("new Verdict { Outcome = Outcome.Undecided, Score = 0.5, Reason = \"half\" }", "the score 0.5")]
    [InlineData("new Verdict { Outcome = Outcome.Correct, Score = 7, Reason = \"much\" }", "the score 7")]
    public void Compiled_verifier_with_a_score_that_makes_no_sense_decides_nothing(string verdict, string reason)
    {
        var verifier = CompiledVerifier.FromSource(Head + $"    public Verdict Verify(VerificationRequest request) => {verdict};\n}}\n", "mine.cs");

        var judged = verifier.Verify(new("", "", ""));

        Assert.Equal((Outcome.Undecided, 0.0), (judged.Outcome, judged.Score));
        Assert.Contains(reason, judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compiled_verifier_may_build_on_the_package()
    {
        var verifier = CompiledVerifier.FromSource(
            """
            using System;
            using Ponder.Verification;
            namespace Shop;
            public sealed class Mine : IVerifier
            {
                public string Name => "mine";
                public Verdict Verify(VerificationRequest request) => NumberText.TryParse(request.Response) == new Rational(1, 2)
                    ? Verdict.Correct("half", null) : Verdict.Wrong("no");
            }
            """,
            "mine.cs");

        Assert.Equal(Outcome.Correct, verifier.Verify(new("", "", "50%")).Outcome);
    }

    [Fact]
    public void Compiled_verifier_with_an_error_names_file_and_line()
    {
        var error = Assert.Throws<UserException>(() => CompiledVerifier.FromSource(
            Head + "    public Verdict Verify(VerificationRequest request) => 7;\n}\n", "folder/mine.cs"));

        Assert.Contains("folder/mine.cs(4,", error.Message);
        Assert.Contains("CS0029", error.Message);
    }

    [Theory]
    [InlineData("", "found none")]
    [InlineData("public class A { }", "found none")]
    [InlineData("class A : IVerifier { public string Name => \"\"; public Verdict Verify(VerificationRequest r) => null!; }", "found none")]
    [InlineData(
        "public class A : IVerifier { public A(int x) { } public string Name => \"\"; public Verdict Verify(VerificationRequest r) => null!; }",
        "constructor without parameters")]
    [InlineData(
        "public class A : IVerifier { public A() => throw new FormatException(\"oops\"); public string Name => \"\"; public Verdict Verify(VerificationRequest r) => null!; }",
        "oops")]
    public void Compiled_file_without_a_usable_class_says_so(string source, string expected) =>
        Assert.Contains(expected, Assert.Throws<UserException>(() => CompiledVerifier.FromSource(source, "a.cs")).Message);

    [Fact]
    public void Compiled_verifier_that_throws_is_undecided_and_names_the_line()
    {
        var verifier = CompiledVerifier.FromSource(
            Head + """
                public Verdict Verify(VerificationRequest request)
                {
                    return int.Parse(request.Response) == 1 ? Verdict.Correct("one", null) : null!;
                }
            }
            """,
            "mine.cs");

        var verdict = verifier.Verify(new("", "", "not a number"));

        Assert.Equal(Outcome.Undecided, verdict.Outcome);
        Assert.Contains("threw FormatException at mine.cs:6", verdict.Reason);
        Assert.Equal("mine returned null", verifier.Verify(new("", "", "2")).Reason);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("double.NaN")]
    public void Compiled_verifier_with_a_score_out_of_range_is_undecided(string score)
    {
        var verifier = CompiledVerifier.FromSource(
            Head + $$"""
                public Verdict Verify(VerificationRequest request) => Verdict.Correct("x", null) with { Score = {{score}} };
            }
            """,
            "mine.cs");

        Assert.Equal((Outcome.Undecided, 0.0), (verifier.Verify(new("", "", "")).Outcome, verifier.Verify(new("", "", "")).Score));
    }

    [Fact]
    public void Missing_file_is_the_users_error() =>
        Assert.Contains("no-such.cs", Assert.Throws<UserException>(() => CompiledVerifier.Load("no-such.cs")).Message);
}
