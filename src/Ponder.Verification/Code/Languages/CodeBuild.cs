using System.Text;

namespace Ponder.Verification.Code.Languages;

/// <summary>A program that can run, or why it cannot.</summary>
/// <param name="Program">Source text or executable; null when it does not compile.</param>
/// <param name="Failure">What became of it, when it does not compile.</param>
internal sealed record CodeBuild(byte[]? Program, CodeVerdict? Failure)
{
    public static CodeBuild FromSource(string source) => new(Encoding.UTF8.GetBytes(source), null);
}
