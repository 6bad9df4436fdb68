using System.Collections.Frozen;

namespace Ponder.Verification.Instructions;

/// <summary>The table of instruction kinds: the 25 of IFEval (arXiv:2311.07911), and 42 of IFBench (arXiv:2507.02833).</summary>
public static class InstructionKinds
{
    private static readonly InstructionKind[] s_all =
    [
        .. KeywordInstructions.All,
        .. LengthInstructions.All,
        .. ContentInstructions.All,
        .. CaseInstructions.All,
        .. CountInstructions.All,
        .. RatioInstructions.All,
        .. WordInstructions.All,
        .. SentenceInstructions.All,
        .. LayoutInstructions.All,
        .. CustomInstructions.All,
    ];

    private static readonly FrozenDictionary<string, InstructionKind> s_byName = s_all.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(kind => kind.Name)];

    internal static InstructionKind? Find(string name) => s_byName.GetValueOrDefault(name);
}
