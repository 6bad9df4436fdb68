using System.Text.Json;
using Ponder.Text;
using Ponder.Verification;
using Ponder.Verification.Format;
using Ponder.Verification.Instructions;
using Ponder.Verification.Language;
using Ponder.Verification.Proofs;
using Ponder.Verification.Puzzles;

namespace Ponder.Cli.Verify;

/// <summary>The table of kinds that <c>ponder verify</c> judges: one line each.</summary>
internal static class VerifyKinds
{
    private const string AnswerFields = "id, gold (text or list), prediction, question?, options?";

    /// <summary>The rows, in the order of <c>--list</c>.</summary>
    public static IReadOnlyList<VerifyKind> All { get; } =
    [
        Answers("math", "the final answer means the same as the gold"),
        Answers("choice", "the final answer is the gold's letter"),
        Answers("number", "the last number of the answer equals the gold"),
        new("format", "one thought in think tags, then an answer", "id, text, options? (opened, max_answer)",
            settings => new VerifierRowJudge(new FormatVerifier(), row => new VerificationRequest("", "", row.Text("text")) { Options = row.Element("options") }, settings.Explain)),
        new("code", "a program passes the tests of its problem, in a sandbox; the class is the reason", "id, task or problem, language (python, js, cpp, cs), program",
            settings => new CodeRowJudge(settings.Problems))
        {
            ReadsProblems = true,
        },
        new("instructions", "a response follows all instructions; the score is the share that it follows", "id, instructions (list), kwargs (list), response, options? (loose); or one instruction with its kwargs",
            settings => new VerifierRowJudge(new InstructionVerifier(), Instructions, settings.Explain)),
        new("language", "a text is in the target language; the score is that language's share", "id, text, target",
            settings => new VerifierRowJudge(new LanguageVerifier(), row => new VerificationRequest("", row.Text("target"), row.Text("text")), settings.Explain)),
        new("proof", "a derivation is valid line by line; the first bad line is extracted", "id, type, lines (or response)",
            settings => new VerifierRowJudge(new ProofVerifier(), Derivation, settings.Explain)),
        new("puzzle", "an answer obeys the rules of a family of puzzles", "id, question, answer, metadata?, reference?",
            settings => new VerifierRowJudge(settings.Verifier($"puzzle:{settings.Argument}"), Puzzle, settings.Explain))
        {
            Argument = "NAME",
            Arguments = [.. PuzzleFamilies.All.Select(f => f.Name)],
        },
    ];

    /// <summary>The kind that a user typed, and the argument after the colon.</summary>
    /// <exception cref="UserException">No such kind, or no such argument.</exception>
    public static (VerifyKind Kind, string Argument) Find(string typed)
    {
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        var (name, argument) = colon < 0 ? (typed, "") : (typed[..colon], typed[(colon + 1)..]);
        var kind = All.FirstOrDefault(k => k.Name == name)
            ?? throw new UserException($"verify: there is no kind \"{name}\"{Meant(name, All.Select(k => k.Name))}; known are {string.Join(", ", All.Select(k => k.Usage))}");
        if (kind.Argument is null && colon >= 0)
        {
            throw new UserException($"verify {kind.Name}: takes no argument after a colon, got \"{argument}\"");
        }

        if (kind.Argument is not null && !kind.Arguments.Contains(argument))
        {
            throw new UserException(argument.Length == 0
                ? $"verify {kind.Name}: write {kind.Usage}, for example {kind.Name}:{kind.Arguments[0]}; ponder verify --list names them"
                : $"verify {kind.Name}: there is no \"{argument}\"{Meant(argument, kind.Arguments)}; ponder verify --list names them");
        }

        return (kind, argument);
    }

    private static VerificationRequest Instructions(VerifyRow row)
    {
        if (row.OptionalText("instruction") is null)
        {
            row.Texts("instructions");
        }

        return new VerificationRequest("", "", row.Text("response")) { Metadata = row.Json, Options = row.Element("options") };
    }

    private static VerificationRequest Derivation(VerifyRow row)
    {
        row.Text("type");
        return row.Element("lines").ValueKind switch
        {
            JsonValueKind.Array => new VerificationRequest("", "", "") { Metadata = row.Json },
            JsonValueKind.Undefined => new VerificationRequest("", "", row.Text("response")) { Metadata = row.Json },
            _ => throw row.Wrong("the field \"lines\": expected a list of texts"),
        };
    }

    private static VerificationRequest Puzzle(VerifyRow row) =>
        new(row.Text("question"), row.OptionalText("reference") ?? "", row.Text("answer")) { Metadata = row.Element("metadata") };

    private static VerifyKind Answers(string name, string summary) =>
        new(name, summary, AnswerFields, settings => new VerifierRowJudge(settings.Verifier(name), VerifierRowJudge.Answer, settings.Explain));

    private static string Meant(string word, IEnumerable<string> known) =>
        Spelling.Nearest(word, known) is { } near ? $" (did you mean {near}?)" : "";
}
