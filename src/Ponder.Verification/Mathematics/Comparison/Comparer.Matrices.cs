using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <content>Matrices and vectors.</content>
internal sealed partial class Comparer
{
    private bool Matrices(Node gold, Node prediction)
    {
        var (a, b) = (Matrix(gold), Matrix(prediction));
        if (a is null && b is null)
        {
            return Is(false, "readable matrix");
        }

        if (rules.VectorEqualsTuple)
        {
            a ??= Vector(gold, b!);
            b ??= Vector(prediction, a!);
        }

        if (a is null || b is null || a.Rows.Length != b.Rows.Length || a.Rows[0].Length != b.Rows[0].Length)
        {
            return Is(false, "same shape");
        }

        for (var i = 0; i < a.Rows.Length; i++)
        {
            if (!InOrder(a.Rows[i], b.Rows[i]))
            {
                return Is(false, "same entries");
            }
        }

        return Is(true, "same entries");
    }

    // A tuple takes the shape of the vector that it is compared with.
    private static MatrixNode? Vector(Node node, MatrixNode like)
    {
        if (node is not BracketNode { Open: '(', Close: ')' } tuple)
        {
            return null;
        }

        return like.Rows[0].Length == 1 ? new MatrixNode([.. tuple.Items.Select(i => (Node[])[i])]) : like.Rows.Length == 1 ? new MatrixNode([tuple.Items]) : null;
    }

    private static bool HasMatrix(Node node) => node switch
    {
        MatrixNode => true,
        ProductNode p => Array.Exists(p.Factors, HasMatrix),
        SumNode s => Array.Exists(s.Terms, HasMatrix),
        PowerNode p => HasMatrix(p.Base),
        _ => false,
    };

    // Sums, multiples, products and transposes of matrices.
    private MatrixNode? Matrix(Node node)
    {
        fuel.Spend(2);
        switch (node)
        {
            case MatrixNode matrix:
                return matrix;
            case FunctionNode { Name: "transpose", Arguments: [var argument] } when Matrix(argument) is { } inner:
                return new MatrixNode([.. Enumerable.Range(0, inner.Rows[0].Length).Select(j => inner.Rows.Select(r => r[j]).ToArray())]);
            case ProductNode product when Array.Exists(product.Factors, HasMatrix):
                return Product(product.Factors);
            case SumNode sum when Array.TrueForAll(sum.Terms, HasMatrix):
                return Sum(sum.Terms);
            default:
                return null;
        }
    }

    private MatrixNode? Product(Node[] factors)
    {
        var scalars = factors.Where(f => !HasMatrix(f)).ToArray();
        MatrixNode? result = null;
        foreach (var factor in factors.Where(HasMatrix))
        {
            if (Matrix(factor) is not { } matrix)
            {
                return null;
            }

            if (result is null)
            {
                result = matrix;
            }
            else if (result.Rows[0].Length == matrix.Rows.Length && result.Rows.Length * matrix.Rows[0].Length * matrix.Rows.Length < 1_000)
            {
                var left = result;
                result = new MatrixNode([.. left.Rows.Select(row => Enumerable.Range(0, matrix.Rows[0].Length)
                    .Select(Node (j) => new SumNode([.. row.Select((x, k) => new ProductNode([x, matrix.Rows[k][j]]))])).ToArray())]);
            }
            else
            {
                return null;
            }
        }

        return scalars.Length == 0 || result is null
            ? result
            : new MatrixNode([.. result.Rows.Select(row => row.Select(Node (x) => new ProductNode([.. scalars, x])).ToArray())]);
    }

    private MatrixNode? Sum(Node[] terms)
    {
        MatrixNode? result = null;
        foreach (var term in terms)
        {
            if (Matrix(term) is not { } matrix || (result is not null && (matrix.Rows.Length != result.Rows.Length || matrix.Rows[0].Length != result.Rows[0].Length)))
            {
                return null;
            }

            var left = result;
            result = left is null ? matrix : new MatrixNode([.. left.Rows.Select((row, i) => row.Select(Node (x, j) => new SumNode([x, matrix.Rows[i][j]])).ToArray())]);
        }

        return result;
    }
}
