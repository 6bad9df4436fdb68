using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary>Rows of a kind that one verifier judges: the row becomes a request.</summary>
internal sealed class VerifierRowJudge(IVerifier verifier, Func<VerifyRow, VerificationRequest> read, bool explain) : IRowJudge
{
    public Verdict Judge(VerifyRow row) => verifier.Verify(read(row) with { Explain = explain });

    /// <summary>The request of a row with <c>gold</c>, <c>prediction</c> and perhaps <c>question</c> and <c>options</c>.</summary>
    public static VerificationRequest Answer(VerifyRow row)
    {
        var golds = row.Texts("gold");
        return new VerificationRequest(row.OptionalText("question") ?? "", golds[0], row.Text("prediction"))
        {
            OtherAnswers = [.. golds.Skip(1)],
            Options = row.Element("options"),
        };
    }
}
