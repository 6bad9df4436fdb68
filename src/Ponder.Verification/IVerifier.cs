namespace Ponder.Verification;

/// <summary>Decides whether a response answers a question.</summary>
/// <remarks>
/// <para>Deterministic: the same request gives the same verdict on every machine. Work is bounded by a count of steps
/// (<see cref="Fuel"/>), never by a clock alone; nesting is bounded too, because a full stack ends the process.</para>
/// <para>Stateless and thread-safe, and never throws for any text. Nothing of the response is ever executed outside a
/// sandbox. Only what follows the last <c>&lt;/think&gt;</c> is judged (<see cref="Extraction.AnswerPart"/>).</para>
/// </remarks>
public interface IVerifier
{
    /// <summary>The name that recipes use.</summary>
    string Name { get; }

    /// <summary>Decides about one response.</summary>
    Verdict Verify(VerificationRequest request);
}
