using Ponder.Verification;

namespace Ponder.Cli.Verify;

/// <summary>Judges the rows of one kind; reads from a row what that kind needs.</summary>
/// <remarks>Thread-safe: rows are judged on all cores.</remarks>
internal interface IRowJudge
{
    /// <summary>Judges one row.</summary>
    /// <exception cref="Ponder.Text.UserException">The row lacks a field or holds a wrong one.</exception>
    Verdict Judge(VerifyRow row);
}
