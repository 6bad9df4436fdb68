using System.Text.Json;
using Ponder.Text;
using Ponder.Verification.Code.Languages;
using Ponder.Verification.Code.Problems;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Code;

/// <summary>Runs the program of a response against the tests of a problem, in sandboxes.</summary>
/// <remarks>
/// <para>The problem is the request's metadata, or its reference answer as JSON (<see cref="CodeProblemReader"/>). The program is the
/// last fenced block after the thought whose tag is that language or empty. All tests or nothing.</para>
/// <para>A failure of the sandbox and broken tests are <see cref="Outcome.Undecided"/>: they say nothing about the program.</para>
/// </remarks>
/// <param name="language">The language where a problem names none; null for Python.</param>
public sealed class CodeVerifier(string? language = null) : IVerifier, IDisposable
{
    private const string Python = "python";
    private readonly CodeJudge _judge = new();

    /// <inheritdoc/>
    public string Name => "code";

    /// <inheritdoc/>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        CodeProblem problem;
        try
        {
            problem = Problem(request);
        }
        catch (Exception e) when (e is UserException or JsonException or ArgumentException)
        {
            return Verdict.Undecided($"{nameof(CodeClass.TestSuiteInvalid)}: {e.Message}");
        }

        var written = problem.Language ?? language ?? Python;
        return Program(request.Response, written) is { } program
            ? ToVerdict(_judge.Judge(problem, written, program), program)
            : Verdict.Wrong(nameof(CodeClass.NoCode));
    }

    /// <summary>What a judged program is as a verdict of verifiers: the class is the reason.</summary>
    public static Verdict ToVerdict(CodeVerdict verdict, string? extracted)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var reason = verdict.Class.ToString();
        var made = verdict.Class == CodeClass.Accepted ? Verdict.Correct(reason, extracted)
            : verdict.IsDecided ? Verdict.Wrong(reason, extracted)
            : Verdict.Undecided($"{reason}: {verdict.Detail}", extracted);
        return verdict.Detail.Length > 0 ? made with { Evidence = verdict.Detail } : made;
    }

    /// <summary>The last closed block of an answer that is in a language; null where there is none.</summary>
    public static string? Program(string response, string language)
    {
        ArgumentNullException.ThrowIfNull(response);
        var found = CodeLanguages.Find(language);
        return AnswerPart.Of(response) is { } answer
            ? CodeBlock.All(answer).LastOrDefault(block => block.Tag.Length == 0 || (found is not null && CodeLanguages.Find(block.Tag) == found))?.Text
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _judge.Dispose();

    private static CodeProblem Problem(VerificationRequest request)
    {
        if (request.Metadata.ValueKind == JsonValueKind.Object)
        {
            return CodeProblemReader.Read(request.Metadata);
        }

        using var json = JsonDocument.Parse(request.Answer);
        return CodeProblemReader.Read(json.RootElement);
    }
}
