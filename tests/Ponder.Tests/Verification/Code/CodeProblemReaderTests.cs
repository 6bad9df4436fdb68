using System.Text.Json;
using Ponder.Text;
using Ponder.Verification.Code.Comparing;
using Ponder.Verification.Code.Problems;
using Xunit;

namespace Ponder.Tests.Verification.Code;

public sealed class CodeProblemReaderTests
{
    private const string Calls = "\"entry\":\"f\",\"tests\":[{\"args\":[1],\"expected\":1}]";
    private const string Runs = "\"tests\":[{\"input\":\"1\",\"expected\":\"1\"}]";

    [Theory]
    [InlineData(Runs + ",\"time_limit_s\":0", "time_limit_s")]
    [InlineData(Runs + ",\"time_limit_s\":1e300", "time_limit_s")]
    [InlineData(Runs + ",\"memory_limit_mb\":-1", "memory_limit_mb")]
    [InlineData(Runs + ",\"checker\":7", "checker")]
    [InlineData(Runs + ",\"checker\":\"fuzzy\"", "fuzzy")]
    [InlineData(Runs + ",\"checker\":{\"type\":\"float\",\"abs\":-1}", "abs")]
    [InlineData(Runs + ",\"checker\":{\"type\":\"program\"}", "program")]
    [InlineData(Calls + ",\"checker\":{\"type\":\"tokens\"}", "any_order")]
    [InlineData(Calls + ",\"checker\":{\"type\":\"program\",\"program\":\"x\"}", "any_order")]
    [InlineData(Calls + ",\"checker\":[]", "any_order")]
    [InlineData("\"tests\":[{\"args\":[1],\"expected\":1}]", "entry")]
    [InlineData("\"id\":\"x\"", "tests")]
    public void Problem_that_cannot_be_judged_is_refused_with_the_reason(string fields, string told) =>
        Assert.Contains(told, Assert.Throws<UserException>(() => Read(fields)).Message, StringComparison.Ordinal);

    [Fact]
    public void Checkers_of_calls_are_read_by_name_and_by_object()
    {
        Assert.True(Comparer(Calls + ",\"checker\":\"any_order\"").AnyOrder);
        Assert.True(Comparer(Calls + ",\"checker\":{\"type\":\"unordered\"}").AnyOrder);
        Assert.Equal(0.5, Comparer(Calls + ",\"checker\":{\"abs\":0.5}").Absolute);
        Assert.Equal(0.25, Comparer(Calls + ",\"checker\":{\"type\":\"float\",\"rel\":0.25}").Relative);
        Assert.Equal(new ValueComparer(), Comparer(Calls + ",\"checker\":null"));
    }

    private static ValueComparer Comparer(string fields) => ((CallProblem)Read(fields)).Comparer;

    private static CodeProblem Read(string fields)
    {
        using var json = JsonDocument.Parse("{" + fields + "}");
        return CodeProblemReader.Read(json.RootElement);
    }
}
