namespace Ponder.Verification.Instructions;

/// <summary>One kind of instruction: its name in data sets and its check.</summary>
/// <param name="Name">For example <c>keywords:existence</c>.</param>
/// <param name="Follows">Whether a response that is not blank follows it.</param>
internal sealed record InstructionKind(string Name, Func<string, InstructionArguments, bool> Follows);
