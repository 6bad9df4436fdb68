using System.Text;
using System.Text.Json;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Extraction;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>
/// Runs a program of assertions in one sandbox and the submission in another, and carries the calls between them.
/// </summary>
internal static class TestProgramJudge
{
    private const double TestSeconds = 10;
    private const long TestMemory = 512L << 20;
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 512 };

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

        for (var calls = 0; submission.ReadLine(tests) is { } line; calls++)
        {
            if (Message(line) is not { } message)
            {
                return new CodeVerdict(CodeClass.RuntimeError, $"call {calls}: its result is nested too deep");
            }

            if (!message.TryGetProperty("call", out var name))
            {
                return submission.Ended() ?? End(message, calls);
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

            tests.Send(Encoding.UTF8.GetBytes(reply.GetRawText() + "\n"));
        }

        // The tests are sound until a value of the submission comes in: what ends them then is that value.
        _ = RunClass.Failure(tests.Result!);
        return new CodeVerdict(CodeClass.RuntimeError, $"the tests could not go on with its results: {tests.Result!.End}, {RunClass.LastLine(tests.Result.Errors)}");
    }

    // The tests pass results on as arguments; only those can be what a reader of JSON refuses.
    private static JsonElement? Message(byte[] line)
    {
        try
        {
            return JsonDocument.Parse(line, s_reading).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CodeVerdict End(JsonElement message, int calls)
    {
        var text = message.TryGetProperty("text", out var said) ? JsonText.Of(said) : "";
        return message.TryGetProperty("invalid", out var why) ? new CodeVerdict(CodeClass.TestSuiteInvalid, $"the tests do not compile: {why}")
            : calls == 0 ? new CodeVerdict(CodeClass.TestSuiteInvalid, $"the tests never called the function {text}")
            : message.GetProperty("done").GetString() switch
            {
                "pass" => CodeVerdict.Accepted,
                "wrong" => new CodeVerdict(CodeClass.WrongAnswer, $"call {calls}: {text}"),
                _ => new CodeVerdict(CodeClass.RuntimeError, $"call {calls}: {text}"),
            };
    }

    // Texts are passed on as they are written: what JSON may spell, a decoded text may not hold.
    private static byte[] Request(JsonElement name, JsonElement message)
    {
        var named = message.TryGetProperty("named", out var given) ? $",\"named\":{given.GetRawText()}" : "";
        return Encoding.UTF8.GetBytes($"{{\"name\":{name.GetRawText()},\"arguments\":{message.GetProperty("arguments").GetRawText()}{named}}}");
    }
}
