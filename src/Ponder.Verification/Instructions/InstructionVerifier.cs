using System.Text.Json;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Instructions;

/// <summary>
/// The response follows all instructions. <see cref="VerificationRequest.Metadata"/> holds <c>instructions</c>, a list of names, and
/// <c>kwargs</c>, their arguments in the same order; or one <c>instruction</c> with its <c>kwargs</c>. The score is the share of instructions that are followed.
/// </summary>
/// <remarks>
/// Under the profile <see cref="VerifierProfile.Evaluation"/> a response is judged strictly, as the published strict accuracy is;
/// <c>loose</c> in the options judges it loosely. Only the answer part counts: a thought is not what was asked for.
/// </remarks>
public sealed class InstructionVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "instructions";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (names, arguments) = Instructions(request.Metadata);
        if (names.Count == 0)
        {
            return Verdict.Undecided("no-instructions");
        }

        if (AnswerPart.Of(request.Response) is not { } answer)
        {
            return Verdict.Wrong("unclosed-thought");
        }

        var loose = Flag(request.Options, "loose");
        var verdicts = names.Zip(arguments, (name, kwargs) => InstructionChecker.Check(name, kwargs, answer)).ToArray();
        var evidence = request.Explain ? string.Join('\n', verdicts.Select(Describe)) : null;
        if (verdicts.FirstOrDefault(v => v.Problem is not null) is { } undecided)
        {
            var reason = InstructionKinds.Find(undecided.Name) is null ? "unknown-instruction" : "wrong-argument";
            return Verdict.Undecided(reason, Extracted.From(undecided.Name)) with { Evidence = evidence };
        }

        var followed = verdicts.Count(v => (loose ? v.Loose : v.Strict) == true);
        var missed = verdicts.FirstOrDefault(v => (loose ? v.Loose : v.Strict) != true);
        return new Verdict
        {
            Outcome = missed is null ? Outcome.Correct : Outcome.Wrong,
            Score = (double)followed / verdicts.Length,
            Reason = missed is null ? "followed" : "not-followed",
            Extracted = missed?.Name,
            Evidence = evidence,
        };
    }

    private static string Describe(InstructionVerdict verdict) => verdict.Problem is { } problem
        ? $"{verdict.Name}: {problem}"
        : $"{verdict.Name}: strict {(verdict.Strict == true ? "followed" : "not followed")}, loose {(verdict.Loose == true ? "followed" : "not followed")}";

    private static (IReadOnlyList<string> Names, IReadOnlyList<JsonElement> Arguments) Instructions(JsonElement metadata)
    {
        if (metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("instruction", out var only) && only.ValueKind == JsonValueKind.String)
        {
            return ([JsonText.Of(only)], [metadata.TryGetProperty("kwargs", out var own) ? own : default]);
        }

        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("instructions", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return ([], []);
        }

        string[] names = [.. list.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.String ? JsonText.Of(n) : n.GetRawText())];
        JsonElement[] arguments = metadata.TryGetProperty("kwargs", out var kwargs) && kwargs.ValueKind == JsonValueKind.Array ? [.. kwargs.EnumerateArray()] : [];
        return (names, [.. names.Select((_, i) => i < arguments.Length ? arguments[i] : default)]);
    }

    private static bool Flag(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
