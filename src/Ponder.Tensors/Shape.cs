using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ponder.Tensors;

/// <summary>The sizes of a tensor, at most eight, e.g. <c>[tokens, heads, width]</c>. A scalar has rank 0.</summary>
/// <remarks>
/// <c>var (T, H, K) = x.Shape;</c> checks the rank; <c>x.Shape is [_, 8]</c> matches; <c>shape[^1]</c> is the last size.
/// </remarks>
public readonly struct Shape : IEquatable<Shape>
{
    internal const int MaxRank = 8;

    private readonly Sizes _sizes;

    /// <summary>Makes a shape from its sizes.</summary>
    /// <exception cref="ShapeException">More than eight sizes, or a negative one.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaxRank)
        {
            throw new ShapeException($"a tensor has at most {MaxRank} dimensions, got {sizes.Length}");
        }

        Rank = sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
        {
            _sizes[i] = sizes[i] >= 0
                ? sizes[i]
                : throw new ShapeException($"size {i} of a shape: expected at least 0, got {sizes[i]}");
        }
    }

    /// <summary>The number of dimensions.</summary>
    public int Rank { get; }

    /// <summary>The same as <see cref="Rank"/>, under the name that list patterns and <c>^1</c> use.</summary>
    public int Length => Rank;

    /// <summary>The number of elements: the product of the sizes, 1 for a scalar.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (var size in AsSpan())
            {
                count = checked(count * size);
            }

            return count;
        }
    }

    /// <summary>The size of dimension <paramref name="dim"/>, 0 ≤ dim &lt; rank.</summary>
    /// <exception cref="ShapeException">There is no such dimension.</exception>
    public int this[int dim] => (uint)dim < (uint)Rank
        ? _sizes[dim]
        : throw new ShapeException($"dimension {dim} of {this} does not exist");

    /// <summary>The sizes, valid while the shape lives.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> AsSpan() => ((ReadOnlySpan<int>)_sizes)[..Rank];

    /// <summary>The sizes as a new array.</summary>
    public int[] ToArray() => AsSpan().ToArray();

    /// <summary>The size of a vector.</summary>
    /// <exception cref="ShapeException">The rank is not 1.</exception>
    public void Deconstruct(out int a)
    {
        Expect(1);
        a = _sizes[0];
    }

    /// <summary>The sizes of a tensor of rank 2.</summary>
    /// <exception cref="ShapeException">The rank is not 2.</exception>
    public void Deconstruct(out int a, out int b)
    {
        Expect(2);
        (a, b) = (_sizes[0], _sizes[1]);
    }

    /// <summary>The sizes of a tensor of rank 3.</summary>
    /// <exception cref="ShapeException">The rank is not 3.</exception>
    public void Deconstruct(out int a, out int b, out int c)
    {
        Expect(3);
        (a, b, c) = (_sizes[0], _sizes[1], _sizes[2]);
    }

    /// <summary>The sizes of a tensor of rank 4.</summary>
    /// <exception cref="ShapeException">The rank is not 4.</exception>
    public void Deconstruct(out int a, out int b, out int c, out int d)
    {
        Expect(4);
        (a, b, c, d) = (_sizes[0], _sizes[1], _sizes[2], _sizes[3]);
    }

    /// <summary>The sizes of a tensor of rank 5.</summary>
    /// <exception cref="ShapeException">The rank is not 5.</exception>
    public void Deconstruct(out int a, out int b, out int c, out int d, out int e)
    {
        Expect(5);
        (a, b, c, d, e) = (_sizes[0], _sizes[1], _sizes[2], _sizes[3], _sizes[4]);
    }

    /// <summary>The sizes in brackets: <c>[2, 3, 8]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in AsSpan())
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether rank and sizes agree.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether rank or sizes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>A shape from its sizes.</summary>
    public static implicit operator Shape(int[] sizes) => new(sizes);

    private void Expect(int rank)
    {
        if (Rank != rank)
        {
            throw new ShapeException($"expected a rank-{rank} tensor, got {this}");
        }
    }

    [InlineArray(MaxRank)]
    private struct Sizes
    {
        private int _first;
    }
}
