using System.Text;
using System.Text.Json;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Extraction;
using Ponder.Verification.Sandbox;

namespace Ponder.Verification.Code.Judging;

/// <summary>A submission that is loaded in a sandbox and answers calls.</summary>
internal sealed class CallSession : IDisposable
{
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = 512 };
    private readonly SandboxSession _session;

    public CallSession(CodeLanguage language, CodeBuild build, double seconds, long memoryBytes, SandboxPool pool)
    {
        _session = pool.Take(language.Spec(seconds, memoryBytes));
        foreach (var part in language.CallInput(build))
        {
            _session.Send(part);
        }
    }

    /// <summary>Loads the submission; its failure, or null.</summary>
    public CodeVerdict? Load()
    {
        var reply = Receive(out var failure);
        return failure
            ?? (reply.TryGetProperty("loaded", out _) ? null
            : reply.TryGetProperty("load", out var error) ? new CodeVerdict(CodeClass.RuntimeError, "loading: " + Text(error))
            : new CodeVerdict(CodeClass.RuntimeError, "it did not load"));
    }

    /// <summary>Sends a call and returns the reply, a JSON object; undefined together with a failure of the run.</summary>
    public JsonElement Call(ReadOnlySpan<byte> request, out CodeVerdict? failure)
    {
        _session.Send((byte[])[.. request, (byte)'\n']);
        return Receive(out failure);
    }

    /// <summary>The next line of the sandbox of the tests; the limits of this one hold meanwhile.</summary>
    public byte[]? ReadLine(SandboxSession tests) => tests.ReadLine(beside: _session);

    /// <summary>The failure of a run that was ended while nobody asked it; null where it goes on.</summary>
    public CodeVerdict? Ended() => _session.Result is { } result ? RunClass.Failure(result) : null;

    /// <summary>What a reply says when it has no value.</summary>
    public static CodeVerdict Failure(JsonElement reply) => reply.TryGetProperty("missing", out var name)
        ? new CodeVerdict(CodeClass.RuntimeError, $"it has no function {name.GetRawText()}")
        : new CodeVerdict(CodeClass.RuntimeError, Text(reply));

    public void Dispose() => _session.Dispose();

    private static string Text(JsonElement reply) => reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
        ? JsonText.Of(text)
        : "no message";

    private JsonElement Receive(out CodeVerdict? failure)
    {
        failure = null;
        if (_session.ReadLine() is not { } line)
        {
            failure = RunClass.Failure(_session.Result!) ?? new CodeVerdict(CodeClass.RuntimeError, "it ended before it gave a result");
            return default;
        }

        try
        {
            var reply = JsonDocument.Parse(line, s_reading).RootElement;
            if (reply.ValueKind == JsonValueKind.Object)
            {
                return reply;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        failure = new CodeVerdict(CodeClass.RuntimeError, $"it sent no result but {RunClass.LastLine(Encoding.UTF8.GetString(line))}");
        return default;
    }
}
