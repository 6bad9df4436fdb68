using System.Globalization;
using System.Text.Json;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Proofs;

/// <summary>
/// A derivation is valid, line by line. <see cref="VerificationRequest.Metadata"/> holds its <c>type</c> and, where it does not
/// stand in the response, its <c>lines</c>.
/// </summary>
/// <remarks>
/// The types are those of <see cref="Derivations"/>. In a response the derivation is the numbered lines of the answer part; what
/// stands before the first and after the last of them is not judged. The number of the first bad line is the extracted answer.
/// </remarks>
public sealed class ProofVerifier : IVerifier
{
    private const int MaxLines = 10_000;

    /// <inheritdoc/>
    public string Name => "proof";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Metadata.ValueKind != JsonValueKind.Object
            || !request.Metadata.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return Verdict.Undecided("no-derivation-type");
        }

        if (Lines(request) is not { } lines)
        {
            return Verdict.Wrong("unclosed-thought");
        }

        if (lines.Count > MaxLines)
        {
            return Verdict.Undecided("budget");
        }

        var fuel = Derivations.NewFuel();
        var report = Derivations.Check(JsonText.Of(type), lines, fuel);
        var verdict = report switch
        {
            null => Verdict.Undecided("unknown-derivation-type", Extracted.From(JsonText.Of(type))),
            { OutOfFuel: true } => Verdict.Undecided("budget"),
            { Valid: true } => Verdict.Correct("valid", extracted: null),
            _ => Verdict.Wrong("bad-line", report.FirstBadLine?.ToString(CultureInfo.InvariantCulture)),
        };
        return verdict with
        {
            Cost = fuel.Used,
            Evidence = request.Explain && report is { FirstBadLine: { } bad } ? Evidence(lines, bad, report.Reason) : null,
        };
    }

    private static string Evidence(IReadOnlyList<string> lines, int bad, string reason) =>
        string.Join('\n', lines.Take(bad - 1).Select(line => $"  ok  {Extracted.From(line)}"))
        + (bad <= lines.Count ? $"\n  bad {Extracted.From(lines[bad - 1])}" : "")
        + $"\nfirst bad line {bad}: {reason}";

    private static IReadOnlyList<string>? Lines(VerificationRequest request)
    {
        if (request.Metadata.TryGetProperty("lines", out var lines) && lines.ValueKind == JsonValueKind.Array)
        {
            return [.. lines.EnumerateArray().Select(line => line.ValueKind == JsonValueKind.String ? JsonText.Of(line) : line.GetRawText())];
        }

        return AnswerPart.Of(request.Response) is not { } answer
            ? null
            : [.. answer.Split('\n').Select(line => line.Trim()).SkipWhile(line => !IsNumbered(line)).TakeWhile(IsNumbered)];
    }

    private static bool IsNumbered(string line)
    {
        var digits = line.AsSpan().TrimStart("0123456789").Length;
        return digits < line.Length && line[^digits..].StartsWith('.');
    }
}
