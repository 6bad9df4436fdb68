using Ponder.Verification.Extraction;

namespace Ponder.Verification.Language;

/// <summary>
/// The response is in the language that the reference names: more of its units are of that language than of any other. The score is
/// the share of that language (the language consistency reward of DeepSeek-R1), whatever the outcome.
/// </summary>
/// <remarks>
/// The whole response counts, the thought included, because that is what the reward is for; the extracted answer is the dominant
/// language. Where nothing counts (only maths, code, numbers) there is no score: undecided.
/// </remarks>
public sealed class LanguageVerifier : IVerifier
{
    /// <inheritdoc/>
    public string Name => "language";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!TargetLanguages.All.Contains(request.Answer))
        {
            return Verdict.Undecided("unknown-language", Extracted.From(request.Answer));
        }

        var count = LanguageCounter.Count(request.Response);
        if (count.ShareOfLanguage(request.Answer) is not { } share)
        {
            return Verdict.Undecided("nothing-counts");
        }

        var right = count.Dominant == request.Answer;
        return new Verdict
        {
            Outcome = right ? Outcome.Correct : Outcome.Wrong,
            Score = share,
            Reason = right ? "target-language" : "other-language",
            Extracted = count.Dominant,
            Evidence = request.Explain ? Evidence(count) : null,
        };
    }

    private static string Evidence(LanguageCount count) =>
        $"{count.Units} units; by language: {Join(count.ByLanguage)}; by script: {Join(count.ByScript)}";

    private static string Join(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
