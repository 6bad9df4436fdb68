using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics;

/// <summary>Answers that only repeat an equation or inequality of the question: equal to the solution as a set, but nothing was solved.</summary>
internal static class CopiedRelation
{
    /// <summary>Whether the prediction is a relation that the question contains while the reference is another text.</summary>
    public static bool Is(string question, Reading gold, Reading prediction) =>
        question.Length > 0 && prediction.Node is RelationNode { Kinds: [not RelationKind.In, ..] } relation && !IsAssignment(relation) && Key(prediction.Text) is { Length: > 2 } key
        && Key(gold.Text) != key && Key(question).Contains(key, StringComparison.Ordinal);

    // x = 3 states a value even where the question names it.
    private static bool IsAssignment(RelationNode relation) => relation.Kinds is [RelationKind.Equal] && Comparison.Names.IsName(relation.Sides[0]);

    // Blanks, brackets of size and the marks of environments do not tell relations apart.
    private static string Key(string text) => string.Concat(text.Replace("\\left", "", StringComparison.Ordinal).Replace("\\right", "", StringComparison.Ordinal)
        .Replace("\\leq", "\\le", StringComparison.Ordinal).Replace("\\geq", "\\ge", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c) && c is not ('$' or '{' or '}' or '.')));
}
