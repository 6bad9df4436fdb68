using Ponder.Text;
using Ponder.Verification.Format;
using Ponder.Verification;
using Xunit;

namespace Ponder.Tests.Verification;

public sealed class VerifiersTests
{
    [Fact]
    public void Every_name_creates_the_verifier_of_that_name()
    {
        foreach (var kind in Verifiers.All.Where(k => k.Name != "csharp"))
        {
            Assert.Equal(kind.Name, Verifiers.Create(kind.Name).Name);
        }
    }

    [Fact]
    public void Options_reach_the_verifier()
    {
        var verifier = Verifiers.Create(new VerifierOptions { Type = "exact", Exact = new ExactOptions { IgnoreCase = true } });

        Assert.Equal(Outcome.Correct, verifier.Verify(new("", "A", "a")).Outcome);
    }

    [Theory]
    [InlineData("nubmer", "known are exact, number")]
    [InlineData("csharp", "\"file\" is missing")]
    public void Wrong_type_is_the_users_error(string type, string expected) =>
        Assert.Contains(expected, Assert.Throws<UserException>(() => Verifiers.Create(type)).Message);

    [Fact]
    public void Option_that_has_no_effect_is_the_users_error() =>
        Assert.Contains("no effect", Assert.Throws<UserException>(() => Verifiers.Create(new VerifierOptions { Type = "number", File = "a.cs" })).Message);
}
