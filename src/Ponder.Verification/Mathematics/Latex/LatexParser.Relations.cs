using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Relations and set operations.</content>
internal sealed partial class LatexParser
{
    private Node? Relation()
    {
        var left = SetExpression();
        if (left is null || RelationOf(Now) is null)
        {
            return left;
        }

        var sides = new List<Node> { left };
        var kinds = new List<RelationKind>();
        while (RelationOf(Now) is { } kind)
        {
            _at++;
            kind = Second(kind);
            if (SetExpression() is not { } right)
            {
                return null;
            }

            kinds.Add(kind);
            sides.Add(right);
        }

        return new RelationNode([.. sides], [.. kinds]);
    }

    // The second sign of <=, >=, ==, !=, :=.
    private RelationKind Second(RelationKind kind)
    {
        if (!Now.Is('='))
        {
            if (Now.IsCommand("not"))
            {
                _at++;
            }

            return kind;
        }

        _at++;
        return kind switch
        {
            RelationKind.Less => RelationKind.LessOrEqual,
            RelationKind.Greater => RelationKind.GreaterOrEqual,
            RelationKind.Other => RelationKind.NotEqual,
            _ => kind,
        };
    }

    private RelationKind? RelationOf(in Token token)
    {
        if (token.Kind == TokenKind.Sign)
        {
            return token.Text switch
            {
                "=" => RelationKind.Equal,
                "<" => RelationKind.Less,
                ">" => RelationKind.Greater,
                "!" when Next.Is('=') => RelationKind.Other,
                ":" when Next.Is('=') => RelationKind.Equal,
                _ => null,
            };
        }

        return token.Kind != TokenKind.Command ? null : token.Text switch
        {
            "le" or "leq" or "leqslant" or "leqq" => RelationKind.LessOrEqual,
            "ge" or "geq" or "geqslant" or "geqq" => RelationKind.GreaterOrEqual,
            "lt" => RelationKind.Less,
            "gt" => RelationKind.Greater,
            "ne" or "neq" => RelationKind.NotEqual,
            "not" when Next.Is('=') => RelationKind.Other,
            "approx" or "simeq" or "doteq" or "thickapprox" => RelationKind.Approximate,
            "in" => RelationKind.In,
            "notin" => RelationKind.NotIn,
            "equiv" => RelationKind.Congruent,
            "subset" or "subseteq" => RelationKind.Subset,
            _ => null,
        };
    }

    private Node? SetExpression()
    {
        var left = Ratio();
        while (left is not null)
        {
            SetOperation kind;
            if (Now.IsCommand("cup") || Now.IsCommand("bigcup") || (Now is { Kind: TokenKind.Word, Text: "U" } && left is BracketNode))
            {
                kind = SetOperation.Union;
            }
            else if (Now.IsCommand("cap") || Now.IsCommand("bigcap"))
            {
                kind = SetOperation.Intersection;
            }
            else if (Now.IsCommand("setminus") || Now.IsCommand("backslash") || (left is NamedSetNode && Now.Is('-')))
            {
                kind = SetOperation.Difference;
            }
            else
            {
                break;
            }

            _at++;
            if (Ratio() is not { } right)
            {
                return null;
            }

            left = new SetOperationNode(kind, left, right);
            if (++_depth > MaxDepth * 4)
            {
                return null;
            }
        }

        return left;
    }
}
