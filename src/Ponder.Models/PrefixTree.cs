namespace Ponder.Models;

/// <summary>
/// Sequences as a tree of segments: what several sequences begin with is one segment, which the rest of each continues. Segments come in
/// depth-first order, so that a parent lies before its children.
/// </summary>
internal sealed class PrefixTree
{
    /// <summary>A shorter beginning is not worth a segment of its own.</summary>
    private const int Shortest = 4;

    private readonly List<Node> _nodes = [];
    private readonly List<int> _roots = [];

    /// <summary>Builds the tree.</summary>
    /// <param name="ids">Token ids, laid end to end.</param>
    /// <param name="cuSeqlens">0 and the ends of the sequences.</param>
    public PrefixTree(ReadOnlySpan<int> ids, ReadOnlySpan<int> cuSeqlens)
    {
        var ends = new int[cuSeqlens.Length - 1];
        for (var n = 0; n < ends.Length; n++)
        {
            ends[n] = Insert(ids, cuSeqlens[n], cuSeqlens[n + 1]);
        }

        List<int> order = [];
        Visit(_roots, order);
        var place = new int[_nodes.Count];
        foreach (var (segment, node) in order.Index())
        {
            place[node] = segment;
            Starts.Add(Starts[^1] + _nodes[node].Length);
            Parents.Add(_nodes[node].Parent is >= 0 and var parent ? place[parent] : -1);
        }

        (Tokens, Positions) = (new int[Count], new int[Count]);
        foreach (var (segment, node) in order.Index())
        {
            for (var i = 0; i < _nodes[node].Length; i++)
            {
                Tokens[Starts[segment] + i] = _nodes[node].Start + i;
                Positions[Starts[segment] + i] = _nodes[node].First + i;
            }
        }

        Rows = new int[ids.Length];
        for (var n = 0; n < ends.Length; n++)
        {
            var node = ends[n];
            for (var position = cuSeqlens[n + 1] - cuSeqlens[n] - 1; position >= 0; position--)
            {
                while (_nodes[node].First > position)
                {
                    node = _nodes[node].Parent;
                }

                Rows[cuSeqlens[n] + position] = Starts[place[node]] + position - _nodes[node].First;
            }
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count => Starts[^1];

    /// <summary>First row of each segment, and the number of rows.</summary>
    public List<int> Starts { get; } = [0];

    /// <summary>The segment that each one continues, or −1.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>Which token each row is: an index into the ids.</summary>
    public int[] Tokens { get; }

    /// <summary>Position of each row in its sequences.</summary>
    public int[] Positions { get; }

    /// <summary>The row of each token.</summary>
    public int[] Rows { get; }

    /// <summary>Adds a sequence and gives the node that holds its last token.</summary>
    private int Insert(ReadOnlySpan<int> ids, int start, int end)
    {
        var (parent, first) = (-1, 0);
        while (start + first < end)
        {
            var rest = ids[(start + first)..end];
            var (child, common) = Closest(ids, parent < 0 ? _roots : _nodes[parent].Children, rest);
            if (common == rest.Length)
            {
                return child;
            }

            var whole = child >= 0 && common == _nodes[child].Length;
            if (!whole && common < Shortest)
            {
                return Add(new Node { Start = start + first, First = first, Length = rest.Length, Parent = parent });
            }

            (parent, first) = (whole ? child : Split(child, common), first + common);
        }

        return parent;
    }

    /// <summary>The child that begins most like the given tokens, and how many tokens they have in common.</summary>
    private (int Child, int Common) Closest(ReadOnlySpan<int> ids, List<int> children, ReadOnlySpan<int> rest)
    {
        var best = (Child: -1, Common: 0);
        foreach (var child in children)
        {
            var common = ids.Slice(_nodes[child].Start, _nodes[child].Length).CommonPrefixLength(rest);
            if (common > best.Common)
            {
                best = (child, common);
            }
        }

        return best;
    }

    private int Add(Node node)
    {
        (node.Parent < 0 ? _roots : _nodes[node.Parent].Children).Add(_nodes.Count);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>Makes the first tokens of a node a node of their own, its parent.</summary>
    private int Split(int index, int length)
    {
        var node = _nodes[index];
        var siblings = node.Parent < 0 ? _roots : _nodes[node.Parent].Children;
        var upper = new Node { Start = node.Start, First = node.First, Length = length, Parent = node.Parent };
        upper.Children.Add(index);
        siblings[siblings.IndexOf(index)] = _nodes.Count;
        node.Parent = _nodes.Count;
        node.Start += length;
        node.First += length;
        node.Length -= length;
        _nodes.Add(upper);
        return _nodes.Count - 1;
    }

    private void Visit(List<int> nodes, List<int> order)
    {
        var open = new Stack<int>(Enumerable.Reverse(nodes));
        while (open.TryPop(out var node))
        {
            order.Add(node);
            for (var i = _nodes[node].Children.Count - 1; i >= 0; i--)
            {
                open.Push(_nodes[node].Children[i]);
            }
        }
    }

    private sealed class Node
    {
        public required int Start { get; set; }

        public required int First { get; set; }

        public required int Length { get; set; }

        public required int Parent { get; set; }

        public List<int> Children { get; } = [];
    }
}
