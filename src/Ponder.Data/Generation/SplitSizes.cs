using Ponder.Text;

namespace Ponder.Data.Generation;

/// <summary>How many items of a generated task are held out.</summary>
/// <param name="Validation">Items of the validation split.</param>
/// <param name="Test">Items of the test split.</param>
public readonly record struct SplitSizes(long Validation, long Test)
{
    /// <summary>
    /// The sizes that a user asked for, or where nothing was asked 200 and 1,000, but not more than a twentieth and an
    /// eighth of all items.
    /// </summary>
    /// <param name="task">Name for messages.</param>
    /// <param name="total">Number of different items.</param>
    /// <param name="validation">Asked for, or null.</param>
    /// <param name="test">Asked for, or null.</param>
    /// <exception cref="UserException">Half of the items or more would be held out.</exception>
    public static SplitSizes Choose(string task, long total, long? validation, long? test)
    {
        var sizes = new SplitSizes(validation ?? Math.Min(200, total / 20), test ?? Math.Min(1000, total / 8));
        if (sizes.Validation < 0 || sizes.Test < 0 || sizes.Validation > total / 2 || sizes.Test > (total / 2) - sizes.Validation)
        {
            throw new UserException(
                $"task {task}: validation {sizes.Validation} and test {sizes.Test} cannot be taken from {total} different items; "
                + $"together they may hold at most {total / 2}: lower them or widen the range of the numbers");
        }

        return sizes;
    }

    /// <summary>The size of a split out of <paramref name="total"/> items.</summary>
    public long Of(Split split, long total) => split switch
    {
        Split.Validation => Validation,
        Split.Test => Test,
        _ => total - Validation - Test,
    };

    /// <summary>Where a split begins in the shuffled order: validation, test, then train.</summary>
    public long Start(Split split) => split switch
    {
        Split.Validation => 0,
        Split.Test => Validation,
        _ => Validation + Test,
    };
}
