using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Lists, sets, tuples and intervals.</content>
internal sealed partial class Comparer
{
    private const int MaxItems = 400;

    private bool Collections(Node gold, Node prediction)
    {
        // A set of one element equals the element.
        if (gold is SetNode { Items: [var only] } && prediction is not SetNode)
        {
            return Equal(only, prediction);
        }

        if (prediction is SetNode { Items: [var single] } && gold is not SetNode)
        {
            return Equal(gold, single);
        }

        if ((gold, prediction) is (BracketNode a, BracketNode b))
        {
            return Is(a.Open == b.Open && a.Close == b.Close && InOrder(a.Items, b.Items), "same tuple or interval");
        }

        if (Items(gold) is { } x && Items(prediction) is { } y)
        {
            return Is(Matching(x, y), "same elements");
        }

        // A tuple without its brackets.
        if (gold is BracketNode { Open: '(', Close: ')' } tuple && prediction is ListNode list)
        {
            return Is(InOrder(tuple.Items, list.Items), "same tuple");
        }

        if (Items(gold) is { } several && prediction is not BracketNode)
        {
            return Is(Matching(several, [prediction]), "same elements");
        }

        if (Items(prediction) is { } many && gold is not BracketNode)
        {
            return Is(Matching([gold], many), "same elements");
        }

        return Is(false, "same kind of answer");
    }

    private static Node[]? Items(Node node) => node switch
    {
        ListNode list => list.Items,
        SetNode set => set.Items,
        _ => null,
    };

    private bool InOrder(Node[] gold, Node[] prediction)
    {
        if (gold.Length != prediction.Length)
        {
            return false;
        }

        for (var i = 0; i < gold.Length; i++)
        {
            if (!Equal(gold[i], prediction[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Equality of sets: every element of each side has a partner on the other.
    private bool Matching(Node[] gold, Node[] prediction)
    {
        if (gold.Length > MaxItems || prediction.Length > MaxItems || prediction.Length > (2 * gold.Length) + 4)
        {
            return false;
        }

        gold = Flatten(gold);
        prediction = Flatten(prediction);
        var met = new bool[gold.Length];
        foreach (var item in prediction)
        {
            var found = false;
            for (var i = 0; i < gold.Length; i++)
            {
                if ((!found || !met[i]) && Equal(gold[i], item))
                {
                    met[i] = true;
                    found = true;
                }
            }

            if (!found)
            {
                return false;
            }
        }

        return Array.TrueForAll(met, m => m);
    }

    // x = 1 or x = 2 and {1, 2} hold the same values.
    private static Node[] Flatten(Node[] items) => items.Any(i => i is ListNode or SetNode)
        ? [.. items.SelectMany(i => i is ListNode list ? list.Items : i is SetNode set ? set.Items : [i])]
        : items;
}
