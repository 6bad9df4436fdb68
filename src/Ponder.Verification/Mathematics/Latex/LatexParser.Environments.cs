using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Latex;

/// <content>Environments: matrices, cases.</content>
internal sealed partial class LatexParser
{
    private Node? Environment()
    {
        _at++;
        var name = EnvironmentName();
        if (name is null)
        {
            return null;
        }

        if (name is "array" or "tabular" && Now.Is('{'))
        {
            SubscriptText();
        }

        var rows = new List<Node[]>();
        var row = new List<Node>();
        while (true)
        {
            if (Now.Kind == TokenKind.End || rows.Count > 200)
            {
                return null;
            }

            if (Now.IsCommand("end"))
            {
                _at++;
                if (EnvironmentName() is null)
                {
                    return null;
                }

                break;
            }

            if (Now.Kind == TokenKind.RowBreak)
            {
                _at++;
                if (row.Count > 0)
                {
                    rows.Add([.. row]);
                }

                row.Clear();
                continue;
            }

            if (Now.Is('&'))
            {
                _at++;
                continue;
            }

            if (List() is not { } entry)
            {
                return null;
            }

            row.Add(entry);
        }

        if (row.Count > 0)
        {
            rows.Add([.. row]);
        }

        if (rows.Count == 0 || rows.Any(r => r.Length != rows[0].Length))
        {
            return null;
        }

        var matrix = new MatrixNode([.. rows]);
        return name switch
        {
            "vmatrix" => new FunctionNode("det", [matrix]),
            "cases" or "aligned" or "align" or "gathered" => rows.All(r => r.Length == 1) ? new ListNode([.. rows.Select(r => r[0])], and: true) : matrix,
            _ => matrix,
        };
    }

    private string? EnvironmentName()
    {
        if (!Now.Is('{') || Next.Kind != TokenKind.Word)
        {
            return null;
        }

        var name = Next.Text;
        _at += 2;
        if (Now.Is('*'))
        {
            _at++;
        }

        if (!Now.Is('}'))
        {
            return null;
        }

        _at++;
        return name;
    }
}
