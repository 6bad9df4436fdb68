using Ponder.Text;
using Ponder.Verification.Code;
using Ponder.Verification.Format;
using Ponder.Verification.Instructions;
using Ponder.Verification.Language;
using Ponder.Verification.Mathematics;
using Ponder.Verification.Numbers;
using Ponder.Verification.Proofs;
using Ponder.Verification.Puzzles;

namespace Ponder.Verification;

/// <summary>The table of verifiers: the names that recipes and the command line use.</summary>
public static class Verifiers
{
    /// <summary>All verifiers, in the order in which they are listed to users.</summary>
    public static IReadOnlyList<VerifierKind> All { get; } =
    [
        new("exact", "the answer equals the reference text", o => new ExactVerifier(o.Exact))
        {
            Reads = VerifierOptions.ExactKeys,
        },
        new("number", "the last number of the answer equals the reference", _ => new NumberVerifier()),
        new("math", "the final answer means the same as the reference: numbers, expressions, sets, relations, matrices, words", o => new MathVerifier(new MathOptions { Profile = o.Profile })),
        new("choice", "the final answer is the letter of the reference", _ => new ChoiceVerifier()),
        new("boxed-number", "the number in the last \\boxed{…} equals the reference", _ => new BoxedNumberVerifier()),
        new("think-exact", "the text after </think> equals the reference", o => new ThinkExactVerifier(o.Exact))
        {
            Reads = VerifierOptions.ExactKeys,
        },
        new("countdown", "an expression of the given numbers reaches the target", o => new CountdownVerifier(o.Countdown))
        {
            Reads = ["use_all"],
        },
        new("format", "one thought in think tags, then an answer", _ => new FormatVerifier()),
        new("instructions", "the response follows the instructions of the item", _ => new InstructionVerifier()),
        new("language", "the response is in the language that the reference names", _ => new LanguageVerifier()),
        .. PuzzleFamilies.All.Select(f => new VerifierKind($"puzzle:{f.Name}", f.Summary, _ => new PuzzleVerifier(f))),
        new("proof", "a derivation is valid line by line", _ => new ProofVerifier()),
        new("code", "the program of the answer passes the tests of the item, in a sandbox", o => new CodeVerifier(o.Language)) { Reads = ["language"] },
        new("csharp", "a C# source file that implements IVerifier", o => CompiledVerifier.Load(o.File!)) { Reads = ["file"] },
    ];

    /// <summary>Creates the verifier that <paramref name="options"/> describe.</summary>
    /// <exception cref="UserException">No such name, an option that the verifier does not read, or a file that does not
    /// compile.</exception>
    public static IVerifier Create(VerifierOptions options)
    {
        var kind = All.FirstOrDefault(k => k.Name == options.Type)
            ?? throw new UserException($"verifier: there is no \"{options.Type}\"; known are {string.Join(", ", Names)}");
        kind.Check(options);
        return kind.Factory(options);
    }

    // The families of puzzles would drown the other names.
    private static IEnumerable<string> Names =>
        [.. All.Select(k => k.Name).Where(n => !n.StartsWith("puzzle:", StringComparison.Ordinal)), "puzzle:NAME with the name of a family"];

    /// <summary>Creates a verifier with its default options.</summary>
    /// <exception cref="UserException">No such name, or a verifier that needs a file.</exception>
    public static IVerifier Create(string type) => Create(new VerifierOptions { Type = type });
}
