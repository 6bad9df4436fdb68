using Ponder.Text;

namespace Ponder.Verification;

/// <summary>One row of the table of verifiers.</summary>
/// <param name="Name">The name that recipes use.</param>
/// <param name="Summary">What it checks, in one line.</param>
/// <param name="Factory">Creates it from options.</param>
public sealed record VerifierKind(string Name, string Summary, Func<VerifierOptions, IVerifier> Factory)
{
    /// <summary>The recipe keys, besides the type, that it reads.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    internal void Check(VerifierOptions options)
    {
        if (options.Given.Except(Reads).FirstOrDefault() is { } ignored)
        {
            var reads = Reads.Count == 0 ? "it has no options" : $"it reads {string.Join(", ", Reads)}";
            throw new UserException($"verifier {Name}: the option \"{ignored}\" has no effect here; {reads}");
        }

        if (Reads.Contains("file") && string.IsNullOrWhiteSpace(options.File))
        {
            throw new UserException($"verifier {Name}: the option \"file\" is missing; give the path of a C# source file, for example file: verifier.cs");
        }
    }
}
