using Ponder.Verification.Extraction;

namespace Ponder.Verification.Mathematics;

/// <summary>
/// Decides whether the final answer of a response means the same as the reference: numbers, expressions, sets, relations, matrices, words.
/// </summary>
/// <remarks>
/// <para>The answer is read by a parser of its own into a typed tree with exact fractions; nothing of the text is ever executed. Equality is decided by
/// canonical forms, then by interval arithmetic, never by an absolute tolerance.</para>
/// <para>Not symmetric: reference and prediction have different rights.</para>
/// <para>Keys of a case's options: <c>match</c> (a list of <c>latex</c> and <c>expr</c>), <c>boxed_priority</c>, <c>precision</c>, <c>strict</c>,
/// <c>allow_set_relation_comp</c>, <c>rounded</c>, <c>percent_loose</c>, <c>up_to_constant</c>.</para>
/// </remarks>
public sealed class MathVerifier : IVerifier
{
    private readonly MathOptions _options;
    private readonly MathRules _rules;
    private readonly GoldReadings _golds = new();

    /// <summary>Creates a verifier.</summary>
    /// <param name="options">How answers are found and compared; null for the defaults.</param>
    public MathVerifier(MathOptions? options = null)
    {
        _options = options ?? new MathOptions();
        _rules = MathRules.Of(_options);
    }

    /// <inheritdoc/>
    public string Name => "math";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (verdict, decision, steps) = Decide(
            request.Question, request.OtherAnswers.Count == 0 ? [request.Answer] : [.. request.Answers], request.Response, _options.With(request.Options));
        return verdict with { Cost = steps, Evidence = request.Explain ? decision.Explanation.ToString() : null };
    }

    /// <summary>Decides and says how.</summary>
    /// <param name="golds">The reference answers; one equal suffices.</param>
    /// <param name="response">The model's text.</param>
    /// <param name="options">Options of this case; null for those of the verifier.</param>
    public (Verdict Verdict, MathExplanation Explanation) Judge(IReadOnlyList<string> golds, string response, MathOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(golds);
        ArgumentNullException.ThrowIfNull(response);
        var (verdict, decision, _) = Decide("", golds, response, options ?? _options);
        return (verdict, decision.Explanation);
    }

    private (Verdict Verdict, MathDecision Decision, long Steps) Decide(string question, IReadOnlyList<string> golds, string response, MathOptions options)
    {
        var fuel = new Budget(options.Steps);
        var decision = new MathDecision(question, options, ReferenceEquals(options, _options) ? _rules : MathRules.Of(options), _golds, fuel);
        var verdict = AnswerPart.Of(response) is { } answer ? decision.Decide(golds, answer) : Verdict.Wrong("unclosed-thought");
        return (verdict, decision, fuel.Spent);
    }
}
