using System.CommandLine;

namespace Ponder.Cli;

/// <summary>A verb of the command line: a command with examples under its help text.</summary>
internal sealed class Verb : Command
{
    /// <summary>Creates a verb.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">One line for the list of verbs and the head of the help text.</param>
    /// <param name="examples">Pairs of a command (without the leading <c>ponder</c>) and what it does.</param>
    public Verb(string name, string description, params (string Command, string Meaning)[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Commands worth copying, each with what it does.</summary>
    public IReadOnlyList<(string Command, string Meaning)> Examples { get; }
}
