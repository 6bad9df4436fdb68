using System.Diagnostics;
using Ponder.Text;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Code;

/// <summary>A verifier that the user wrote as one C# source file, compiled when it is loaded.</summary>
/// <remarks>
/// <para>The file holds one public class that implements <see cref="IVerifier"/> and has a constructor without
/// parameters. It sees the .NET base class library and this package; <c>System</c>, <c>System.Linq</c>,
/// <c>System.Text.RegularExpressions</c>, <c>Ponder.Verification</c> and the like need no <c>using</c>.</para>
/// <para>The code is the user's own and runs with the user's rights, in this process. Model text is only ever its
/// argument.</para>
/// <para>The wrapper keeps the contract of <see cref="IVerifier"/>: an exception becomes <see
/// cref="Outcome.Undecided"/> with the place in its reason, and so does a score that is not in [0, 1]. The compiler is
/// loaded only when such a verifier is.</para>
/// </remarks>
public sealed class CompiledVerifier : IVerifier, IDisposable
{
    private readonly IVerifier _inner;

    private CompiledVerifier(IVerifier inner, string path) => (_inner, Path) = (inner, path);

    /// <summary>The name that the class gives itself.</summary>
    public string Name => _inner.Name;

    /// <summary>The source file.</summary>
    public string Path { get; }

    /// <summary>Reads and compiles a source file.</summary>
    /// <exception cref="UserException">The file is missing, does not compile, or holds no usable class; the message has
    /// file, line and reason.</exception>
    public static CompiledVerifier Load(string path)
    {
        string source;
        try
        {
            source = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"verifier {path}: cannot be read: {e.Message}", e);
        }

        return FromSource(source, path);
    }

    /// <summary>Compiles a source text.</summary>
    /// <param name="source">The C# text.</param>
    /// <param name="path">The name that messages use.</param>
    /// <exception cref="UserException">It does not compile, or holds no usable class; the message has file, line and
    /// reason.</exception>
    public static CompiledVerifier FromSource(string source, string path) => new(VerifierCompiler.Create(source, path), path);

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        try
        {
            var verdict = _inner.Verify(request);
            return verdict switch
            {
                null => Verdict.Undecided($"{Name} returned null"),
                { Score: not (>= 0 and <= 1) } => Verdict.Undecided($"{Name} gave the score {verdict.Score}, not in [0, 1]"),
                { Outcome: Outcome.Undecided, Score: not 0 } => Verdict.Undecided($"{Name} gave no decision and the score {verdict.Score}: undecided answers earn 0"),
                { Extracted: { } found } => verdict with { Extracted = Extracted.From(found) },
                _ => verdict,
            };
        }
        catch (Exception e)
        {
            return Verdict.Undecided($"{Name} threw {e.GetType().Name}{Place(e)}: {Extracted.From(e.Message)}");
        }
    }

    /// <summary>Disposes the user's verifier, where it is disposable.</summary>
    public void Dispose() => (_inner as IDisposable)?.Dispose();

    private string Place(Exception e)
    {
        var frame = new StackTrace(e, fNeedFileInfo: true).GetFrames().FirstOrDefault(f => f.GetFileName() == Path);
        return frame is null ? "" : $" at {System.IO.Path.GetFileName(Path)}:{frame.GetFileLineNumber()}";
    }
}
