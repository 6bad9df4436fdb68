using System.Buffers;
using System.Text.Json;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>
/// Runs a program of assertions in one sandbox and the submission in another, and carries the calls between them.
/// </summary>
internal static class TestProgramJudge
{
    private const double TestSeconds = 20;
    private const long TestMemory = 512L << 20;

    public static CodeVerdict Judge(TestProgramProblem problem, CodeLanguage language, CodeBuild build, SandboxPool pool)
    {
        using var submission = new CallSession(language, build, problem.TimeSeconds, problem.MemoryBytes, pool);
        using var tests = pool.Take(language.Spec(TestSeconds, TestMemory));
        foreach (var part in language.TestsInput(problem.Prompt, problem.Tests, problem.Entry))
        {
            tests.Send(part);
        }

        if (submission.Load() is { } broken)
        {
            return broken;
        }

        for (var calls = 0; tests.ReadLine() is { } line; calls++)
        {
            var message = JsonDocument.Parse(line).RootElement;
            if (!message.TryGetProperty("call", out var name))
            {
                return End(message, calls);
            }

            var reply = submission.Call(Request(name, message), out var failure);
            if (failure is null && !reply.TryGetProperty("value", out _) && !reply.TryGetProperty("raised", out _))
            {
                failure = CallSession.Failure(reply);
            }

            if (failure is not null)
            {
                return failure with { Detail = $"call {calls + 1}: {failure.Detail}" };
            }

            tests.Send(Loaded(reply));
        }

        // The tests are sound until a value of the submission comes in: what ends them then is that value.
        _ = RunClass.Failure(tests.Result!);
        return new CodeVerdict(CodeClass.RuntimeError, $"the tests could not go on with its results: {tests.Result!.End}, {RunClass.LastLine(tests.Result.Errors)}");
    }

    private static CodeVerdict End(JsonElement message, int calls)
    {
        var text = message.TryGetProperty("text", out var said) ? said.ToString() : "";
        return message.TryGetProperty("invalid", out var why) ? new CodeVerdict(CodeClass.TestSuiteInvalid, $"the tests do not compile: {why}")
            : calls == 0 ? new CodeVerdict(CodeClass.TestSuiteInvalid, $"the tests never called the function {text}")
            : message.GetProperty("done").GetString() switch
            {
                "pass" => CodeVerdict.Accepted,
                "wrong" => new CodeVerdict(CodeClass.WrongAnswer, $"call {calls}: {text}"),
                _ => new CodeVerdict(CodeClass.RuntimeError, $"call {calls}: {text}"),
            };
    }

    private static byte[] Request(JsonElement name, JsonElement message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("name");
            name.WriteTo(writer);
            writer.WritePropertyName("arguments");
            message.GetProperty("arguments").WriteTo(writer);
            if (message.TryGetProperty("named", out var named))
            {
                writer.WritePropertyName("named");
                named.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Loaded(JsonElement reply)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            reply.WriteTo(writer);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
