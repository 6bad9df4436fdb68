using System.Text.Json;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>Calls a function with JSON values, one call after the other, and compares what it returns here.</summary>
internal static class CallJudge
{
    public static CodeVerdict Judge(CallProblem problem, CodeLanguage language, CodeBuild build, SandboxPool pool)
    {
        using var submission = new CallSession(language, build, problem.TimeSeconds, problem.MemoryBytes, pool);
        if (submission.Load() is { } broken)
        {
            return broken with { Tests = problem.Tests.Count };
        }

        for (var i = 0; i < problem.Tests.Count; i++)
        {
            if (Test(problem, problem.Tests[i], submission) is { } failure)
            {
                return failure with { Detail = $"test {i + 1}: {failure.Detail}", Passed = i, Tests = problem.Tests.Count };
            }
        }

        return CodeVerdict.Accepted with { Passed = problem.Tests.Count, Tests = problem.Tests.Count };
    }

    private static CodeVerdict? Test(CallProblem problem, CallTest test, CallSession submission)
    {
        var reply = submission.Call(Request(problem.Entry, test.Arguments), out var failure);
        if (failure is not null)
        {
            return failure;
        }

        if (!reply.TryGetProperty("value", out var value))
        {
            return CallSession.Failure(reply);
        }

        var comparison = problem.Comparer.Compare(test.Expected, value);
        return comparison.IsEqual ? null : new CodeVerdict(CodeClass.WrongAnswer, comparison.Detail);
    }

    private static byte[] Request(string name, JsonElement arguments)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteStartArray("arguments");
            foreach (var argument in arguments.EnumerateArray())
            {
                WriteTagged(writer, argument);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    // Objects are told apart from the loaders' own marks by a mark.
    private static void WriteTagged(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                writer.WriteString("$", "dict");
                writer.WriteStartArray("v");
                foreach (var entry in value.EnumerateObject())
                {
                    writer.WriteStartArray();
                    writer.WriteStringValue(entry.Name);
                    WriteTagged(writer, entry.Value);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    WriteTagged(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
