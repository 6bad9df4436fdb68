namespace Ponder.Verification;

/// <summary>A question, the reference answer and a model's response.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The reference answer.</param>
/// <param name="Response">The model's text: hostile input.</param>
public sealed record VerificationRequest(string Question, string Answer, string Response);

/// <summary>Decides whether a response answers a question.</summary>
/// <remarks>Implementations are deterministic, stateless and thread-safe, and never throw for any text.</remarks>
public interface IVerifier
{
    /// <summary>The name that recipes use.</summary>
    string Name { get; }

    /// <summary>Decides about one response.</summary>
    Verdict Verify(VerificationRequest request);
}
