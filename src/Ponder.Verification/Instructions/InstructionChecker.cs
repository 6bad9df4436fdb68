using System.Text.Json;

namespace Ponder.Verification.Instructions;

/// <summary>Judges responses by one instruction at a time, strictly and loosely.</summary>
public static class InstructionChecker
{
    // Longer responses are judged by their beginning: checks are linear, but not free.
    private const int MaxLength = 1 << 20;

    /// <summary>Judges a response. A blank response, and a blank variant of it, follows nothing.</summary>
    /// <param name="instruction">A name of <see cref="InstructionKinds.Names"/>.</param>
    /// <param name="arguments">Its arguments, as an object.</param>
    /// <param name="response">The response: hostile input.</param>
    public static InstructionVerdict Check(string instruction, JsonElement arguments, string response)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(response);
        if (InstructionKinds.Find(instruction) is not { } kind)
        {
            return new InstructionVerdict(instruction, null, null, $"there is no instruction \"{instruction}\"");
        }

        response = response.Length > MaxLength ? response[..MaxLength] : response;
        var read = new InstructionArguments(arguments);

        // Judged even where it is blank, so that wrong arguments are seen.
        var strict = kind.Follows(response, read) && !PythonText.IsBlank(response);
        var loose = strict || ResponseVariants.Of(response).Skip(1).Any(variant => !PythonText.IsBlank(variant) && kind.Follows(variant, read));
        return read.Problem is { } problem
            ? new InstructionVerdict(instruction, null, null, problem)
            : new InstructionVerdict(instruction, strict, loose);
    }
}
