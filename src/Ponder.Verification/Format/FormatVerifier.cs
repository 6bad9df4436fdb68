using System.Text.Json;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Format;

/// <summary>
/// The response has the format of <see cref="FormatGate"/>. Options of a row: <c>opened</c> (the prompt opened the thought) and
/// <c>max_answer</c> (most characters of the answer). The extracted answer is what follows the thought.
/// </summary>
public sealed class FormatVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "format";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new FormatOptions
        {
            ThoughtIsOpened = Option(request.Options, "opened") is { ValueKind: JsonValueKind.True },
            MaxAnswerLength = Option(request.Options, "max_answer") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var limit) ? Math.Max(0, limit) : 0,
        };
        return FormatGate.Defect(request.Response, options) is { } defect
            ? Verdict.Wrong(defect)
            : Verdict.Correct("well-formed", Extracted.From(AnswerPart.AfterThought(request.Response).AsSpan().Trim()));
    }

    private static JsonElement Option(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out var value) ? value : default;
}
