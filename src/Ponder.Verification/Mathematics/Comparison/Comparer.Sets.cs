using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Sets of real numbers in all their notations.</content>
internal sealed partial class Comparer
{
    // Null where the two are not compared as sets of real numbers.
    private bool? Sets(Node gold, Node prediction)
    {
        if (gold is NamedSetNode set && prediction is SymbolNode { Name: var letter } && (letter == $"{Letter(set.Name)}" || letter == $"vec {Letter(set.Name)}"))
        {
            return Is(true, "same set");
        }

        if (!IsRealSet(gold) || !IsRealSet(prediction) || (IsPlain(gold) && IsPlain(prediction)) || (gold is TextNode && prediction is TextNode))
        {
            return null;
        }

        var sets = new RealSets(fuel);
        if (sets.Of(gold) is not { } a || sets.Of(prediction) is not { } b)
        {
            return null;
        }

        // A condition on another variable describes another thing; 2x > 6 is judged as a set as well.
        if (a.Variable is not null && b.Variable is not null && a.Variable != b.Variable)
        {
            return Is(false, "same variable");
        }

        if (b.Variable is not null && a.Variable is null && !rules.RelationEqualsSet && prediction is not RelationNode { Kinds: [RelationKind.In] })
        {
            return Is(false, "solved set");
        }

        if (a.Pieces.Count != b.Pieces.Count)
        {
            return Is(false, "same set");
        }

        for (var i = 0; i < a.Pieces.Count; i++)
        {
            var (x, y) = (a.Pieces[i], b.Pieces[i]);
            if (x.LowClosed != y.LowClosed || x.HighClosed != y.HighClosed || !Bound(x.Low, y.Low) || !Bound(x.High, y.High))
            {
                return Is(false, "same set");
            }
        }

        return Is(true, "same set");
    }

    private static char Letter(char name) => name switch { 'ℝ' => 'R', 'ℤ' => 'Z', 'ℕ' => 'N', 'ℚ' => 'Q', 'ℂ' => 'C', _ => '\0' };

    private bool Bound(Node? gold, Node? prediction) => gold is null || prediction is null ? gold is null && prediction is null : Equal(gold, prediction);

    private static bool IsRealSet(Node node) => node switch
    {
        BracketNode { Items.Length: 2 } or SetOperationNode or BuilderNode or NamedSetNode => true,
        SetNode => true,
        TextNode text => SetWords.Of(text.Value) is not null,
        RelationNode r => !r.Kinds.Contains(RelationKind.Equal) && !r.Kinds.Contains(RelationKind.Approximate),
        ListNode l => Array.TrueForAll(l.Items, i => i is RelationNode && IsRealSet(i)),
        _ => false,
    };

    // Pairs and finite sets among themselves are compared element by element.
    private static bool IsPlain(Node node) => node is BracketNode or SetNode;
}
