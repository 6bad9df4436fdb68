using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Brackets, braces, bars and groups.</content>
internal sealed partial class LatexParser
{
    private FunctionNode? Bars(Func<bool> closes)
    {
        if (++_depth > MaxDepth)
        {
            return null;
        }

        _at++;
        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (1, false);
        var inside = Sum();
        (_bars, _builder) = (bars, builder);
        _depth--;
        if (inside is null || !closes())
        {
            return null;
        }

        _at++;
        return new FunctionNode("abs", [inside]);
    }

    // ( … ) and [ … ], also mixed: one item is the item itself, more are a tuple or an interval.
    private Node? Bracketed()
    {
        var open = Now.Text[0];
        _at++;
        if (Now.Is(')') || Now.Is(']'))
        {
            return null;
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, false);
        var inside = List();
        (_bars, _builder) = (bars, builder);
        if (inside is null || !(Now.Is(')') || Now.Is(']')))
        {
            return null;
        }

        var close = Now.Text[0];
        _at++;
        return inside is ListNode list ? new BracketNode(open, close, list.Items) : (open == '(') == (close == ')') ? inside : null;
    }

    // { … } without backslash: one value as in LaTeX; a list in bare braces is a set.
    private Node? Group()
    {
        if (!Now.Is('{'))
        {
            return Now.Is('(') ? Bracketed() : null;
        }

        _at++;
        if (Now.Is('}'))
        {
            return null;
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, false);
        var inside = List();
        (_bars, _builder) = (bars, builder);
        if (inside is null || !Now.Is('}'))
        {
            return null;
        }

        _at++;
        return inside is ListNode list ? new SetNode(list.Items) : inside;
    }

    // \{ … \}: a finite set or {x | condition}.
    private Node? Braces()
    {
        _at++;
        if (Now.IsCommand("}"))
        {
            _at++;
            return new NamedSetNode('∅');
        }

        var (bars, builder) = (_bars, _builder);
        (_bars, _builder) = (0, true);
        var inside = List();
        (_bars, _builder) = (bars, false);
        if (inside is not null && (Now.Is('|') || Now.Is(':') || Now.IsCommand("mid") || Now.IsCommand("|") || Now.IsCommand("colon")))
        {
            _at++;
            var condition = List();
            _builder = builder;
            if (condition is null || !Now.IsCommand("}"))
            {
                return null;
            }

            _at++;
            return new BuilderNode(inside, condition);
        }

        _builder = builder;
        if (inside is null || !Now.IsCommand("}"))
        {
            return null;
        }

        _at++;
        return new SetNode(inside is ListNode list ? list.Items : [inside]);
    }

    // What a command or a power takes: a group or a single token.
    private Node? Argument()
    {
        if (Now.Is('{'))
        {
            return Group();
        }

        if (Now.Is('('))
        {
            return Bracketed();
        }

        return Now.Kind is TokenKind.End || ++_depth > MaxDepth ? null : Leave(Primary());
    }

    private Node? Leave(Node? node)
    {
        _depth--;
        return node;
    }
}
