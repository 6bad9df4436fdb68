using Ponder.Data;
using Ponder.Data.Generation;
using Ponder.Text;
using Xunit;

namespace Ponder.Tests.Data;

public sealed class KindSplitsTests
{
    private static readonly long[] Kinds = [7, 100, 31, 400];

    [Fact]
    public void Every_item_of_every_kind_is_in_one_split_at_one_place()
    {
        var splits = new KindSplits("test", 3, Kinds, new SplitSizes(20, 60));

        var items = Enum.GetValues<Split>().SelectMany(s => Enumerable.Range(0, (int)splits.Count(s)).Select(i => splits.Locate(s, i))).ToList();

        Assert.Equal((20, 60), (splits.Count(Split.Validation), splits.Count(Split.Test)));
        Assert.Equal(Kinds.Sum(), items.Count);
        Assert.Equal(items.Count, items.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => splits.Locate(Split.Test, 60));
    }

    [Fact]
    public void Kinds_take_turns_until_they_are_used_up()
    {
        var splits = new KindSplits("test", 3, Kinds, new SplitSizes(20, 60));

        var first = Enumerable.Range(0, 16).Select(i => splits.Locate(Split.Train, i).Kind).GroupBy(k => k).Select(g => g.Count());

        Assert.Equal([4, 4, 4, 4], first);
    }

    [Fact]
    public void Too_many_held_out_items_are_the_users_error() =>
        Assert.Contains("too large", Assert.Throws<UserException>(() => new KindSplits("test", 0, [8, 8], new SplitSizes(5, 0))).Message);
}
