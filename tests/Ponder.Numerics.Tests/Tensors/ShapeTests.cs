using FsCheck;
using FsCheck.Fluent;
using Ponder.Tensors;
using Xunit;

namespace Ponder.Numerics.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void Shape_of_any_sizes_round_trips_and_counts()
    {
        var sizes = Gen.Choose(0, 9).ArrayOf().Where(a => a.Length <= 8).ToArbitrary();
        Prop.ForAll(sizes, a =>
        {
            Shape shape = a;
            return shape.ToArray().SequenceEqual(a) && shape.Rank == a.Length && shape.Length == a.Length
                && shape.Count == a.Aggregate(1L, (n, s) => n * s) && shape == new Shape(a)
                && shape.GetHashCode() == new Shape(a).GetHashCode() && shape.ToString() == $"[{string.Join(", ", a)}]";
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Shapes_of_another_rank_or_size_differ()
    {
        Assert.NotEqual(new Shape(2, 3), new Shape(3, 2));
        Assert.True(new Shape(2) != new Shape(2, 1));
        Assert.False(new Shape(2).Equals((object)"[2]"));
        Assert.Equal(1, default(Shape).Count);
        Assert.Equal(3, new Shape(2, 3)[^1]);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ShapeException>(() => new Shape(-1));
        Assert.Throws<ShapeException>(() => new Shape(1, 1, 1, 1, 1, 1, 1, 1, 1));
    }
}
