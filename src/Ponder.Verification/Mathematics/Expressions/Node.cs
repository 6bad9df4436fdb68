using System.Globalization;
using System.Text;
using Ponder.Verification.Mathematics.Units;
using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Expressions;

/// <summary>A node of the typed tree of an answer. Immutable.</summary>
internal abstract class Node
{
    /// <summary>Writes the tree in prefix form: <c>(+ 1 (* 2 x))</c>.</summary>
    public abstract void Write(StringBuilder text);

    /// <inheritdoc/>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private protected static void WriteAll(StringBuilder text, string head, IEnumerable<Node> nodes)
    {
        text.Append('(').Append(head);
        foreach (var node in nodes)
        {
            text.Append(' ');
            node.Write(text);
        }

        text.Append(')');
    }
}

/// <summary>An exact number. <see cref="Decimals"/> is the number of digits after the point where it was written with one.</summary>
internal sealed class NumberNode(Rational value, int? decimals = null, int significant = 0) : Node
{
    public static readonly NumberNode Zero = new(0);
    public static readonly NumberNode One = new(1);
    public static readonly NumberNode MinusOne = new(-1);

    public Rational Value { get; } = value;

    public int? Decimals { get; } = decimals;

    /// <summary>Significant digits of a number written with a point.</summary>
    public int Significant { get; } = significant;

    public override void Write(StringBuilder text) => text.Append(Value.ToString());
}

/// <summary>Constants with a name.</summary>
internal enum Constant
{
    Pi,
    E,
    I,
    Infinity,
}

internal sealed class ConstantNode(Constant kind) : Node
{
    public Constant Kind { get; } = kind;

    public override void Write(StringBuilder text) => text.Append(Kind switch
    {
        Constant.Pi => "π",
        Constant.E => "e",
        Constant.I => "i",
        _ => "∞",
    });
}

/// <summary>A variable, with its subscript in the name.</summary>
internal sealed class SymbolNode(string name) : Node
{
    public string Name { get; } = name;

    public override void Write(StringBuilder text) => text.Append(Name);
}

internal sealed class SumNode(Node[] terms) : Node
{
    public Node[] Terms { get; } = terms;

    public override void Write(StringBuilder text) => WriteAll(text, "+", Terms);
}

internal sealed class ProductNode(Node[] factors) : Node
{
    public Node[] Factors { get; } = factors;

    public override void Write(StringBuilder text) => WriteAll(text, "*", Factors);
}

internal sealed class PowerNode(Node @base, Node exponent) : Node
{
    public Node Base { get; } = @base;

    public Node Exponent { get; } = exponent;

    public override void Write(StringBuilder text) => WriteAll(text, "^", [Base, Exponent]);
}

/// <summary>A known function (<see cref="Applied"/> false) or a letter before brackets, <c>f(x)</c> (true).</summary>
internal sealed class FunctionNode(string name, Node[] arguments, bool applied = false) : Node
{
    public string Name { get; } = name;

    public Node[] Arguments { get; } = arguments;

    public bool Applied { get; } = applied;

    public override void Write(StringBuilder text) => WriteAll(text, Name, Arguments);
}

/// <summary><c>±x</c> or <c>∓x</c> inside a sum.</summary>
internal sealed class PlusMinusNode(Node operand, bool minusFirst) : Node
{
    public Node Operand { get; } = operand;

    public bool MinusFirst { get; } = minusFirst;

    public override void Write(StringBuilder text) => WriteAll(text, MinusFirst ? "∓" : "±", [Operand]);
}

internal sealed class PercentNode(Node value) : Node
{
    public Node Value { get; } = value;

    public override void Write(StringBuilder text) => WriteAll(text, "%", [Value]);
}

internal sealed class QuantityNode(Node value, Unit unit) : Node
{
    public Node Value { get; } = value;

    public Unit Unit { get; } = unit;

    public override void Write(StringBuilder text)
    {
        text.Append("(unit ");
        Value.Write(text);
        text.Append(' ').Append(Unit.Text).Append(')');
    }
}

/// <summary><c>204_5</c>: digits and a base.</summary>
internal sealed class BaseNumeralNode(string digits, int radix) : Node
{
    public string Digits { get; } = digits.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    public int Radix { get; } = radix;

    public override void Write(StringBuilder text) =>
        text.Append("(base ").Append(Radix.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Digits).Append(')');
}

internal sealed class RatioNode(Node[] parts, bool clock) : Node
{
    public Node[] Parts { get; } = parts;

    /// <summary>Written like a time of day, <c>12:05</c>.</summary>
    public bool Clock { get; } = clock;

    public override void Write(StringBuilder text) => WriteAll(text, Clock ? "clock" : "ratio", Parts);
}

/// <summary>Two or more items in round, square or angle brackets: a tuple, a point or an interval.</summary>
internal sealed class BracketNode(char open, char close, Node[] items) : Node
{
    public char Open { get; } = open;

    public char Close { get; } = close;

    public Node[] Items { get; } = items;

    public override void Write(StringBuilder text) => WriteAll(text, $"{Open}{Close}", Items);
}

/// <summary>A finite set in braces.</summary>
internal sealed class SetNode(Node[] items) : Node
{
    public Node[] Items { get; } = items;

    public override void Write(StringBuilder text) => WriteAll(text, "set", Items);
}

/// <summary>Items parted by commas, semicolons, "and" or "or".</summary>
internal sealed class ListNode(Node[] items, bool and) : Node
{
    public Node[] Items { get; } = items;

    /// <summary>At least one separator was the word "and".</summary>
    public bool And { get; } = and;

    public override void Write(StringBuilder text) => WriteAll(text, "list", Items);
}

internal enum SetOperation
{
    Union,
    Intersection,
    Difference,
}

internal sealed class SetOperationNode(SetOperation kind, Node left, Node right) : Node
{
    public SetOperation Kind { get; } = kind;

    public Node Left { get; } = left;

    public Node Right { get; } = right;

    public override void Write(StringBuilder text) => WriteAll(
        text,
        Kind switch { SetOperation.Union => "∪", SetOperation.Intersection => "∩", _ => "∖" },
        [Left, Right]);
}

/// <summary><c>{x | condition}</c>.</summary>
internal sealed class BuilderNode(Node variable, Node condition) : Node
{
    public Node Variable { get; } = variable;

    public Node Condition { get; } = condition;

    public override void Write(StringBuilder text) => WriteAll(text, "such-that", [Variable, Condition]);
}

/// <summary>ℝ, ℤ, ℕ, ℚ, ℂ or ∅.</summary>
internal sealed class NamedSetNode(char name) : Node
{
    public char Name { get; } = name;

    public override void Write(StringBuilder text) => text.Append(Name);
}

internal enum RelationKind
{
    Equal,
    Approximate,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    Congruent,
    Subset,
    Other,
}

/// <summary>A chain <c>a &lt; x ≤ b</c>: one more side than operators.</summary>
internal sealed class RelationNode(Node[] sides, RelationKind[] kinds) : Node
{
    public Node[] Sides { get; } = sides;

    public RelationKind[] Kinds { get; } = kinds;

    public override void Write(StringBuilder text) => WriteAll(text, string.Join(',', Kinds), Sides);
}

internal sealed class MatrixNode(Node[][] rows) : Node
{
    public Node[][] Rows { get; } = rows;

    public override void Write(StringBuilder text)
    {
        text.Append("(matrix");
        foreach (var row in Rows)
        {
            text.Append(' ');
            WriteAll(text, "row", row);
        }

        text.Append(')');
    }
}

/// <summary>Words.</summary>
internal sealed class TextNode(string text) : Node
{
    public string Value { get; } = text;

    public override void Write(StringBuilder text) => text.Append('"').Append(Value).Append('"');
}
