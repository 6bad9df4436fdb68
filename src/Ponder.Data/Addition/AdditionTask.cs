using Ponder.Data.Generation;
using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Data.Addition;

/// <summary>Sums of two whole numbers of a range, every ordered pair once.</summary>
/// <remarks>
/// <c>a + b</c> and <c>b + a</c> are in the same split: pairs of different numbers are dealt to the splits as one, with
/// both orders as items; pairs of equal numbers are dealt apart from them, in proportion. With n numbers there are n²
/// items, and the splits have exactly the sizes asked for.
/// </remarks>
public sealed class AdditionTask : ITaskSource
{
    private readonly AdditionOptions _options;
    private readonly TextFormat _question;
    private readonly long _minimum;
    private readonly long _numbers;
    private readonly ItemPermutation _pairs;
    private readonly ItemPermutation _doubles;
    private readonly SplitSizes _pairSizes;
    private readonly SplitSizes _doubleSizes;
    private readonly Dictionary<Split, ItemPermutation> _orders;

    /// <summary>Prepares the task.</summary>
    /// <param name="options">Range, style and splits.</param>
    /// <param name="folder">Where the verifier's file, if there is one, is looked for.</param>
    /// <exception cref="UserException">An option is out of range.</exception>
    public AdditionTask(AdditionOptions options, string folder = ".")
    {
        _options = options;
        (_minimum, var maximum) = Range(options);
        _numbers = maximum - _minimum + 1;
        var question = options.Style == AdditionStyle.Boxed ? "What is {a} + {b}?" : "{a}+{b}=";
        _question = new TextFormat(Name, options.Question ?? question, ["a", "b"], ["a", "b"]);
        Verifier = TaskVerifier.Of(options, folder, new() { Type = OwnVerifier(options.Style) });

        var sizes = SplitSizes.Choose(Name, _numbers * _numbers, options.Validation, options.Test);
        _doubleSizes = Doubles(sizes);
        _pairSizes = new SplitSizes((sizes.Validation - _doubleSizes.Validation) / 2, (sizes.Test - _doubleSizes.Test) / 2);
        _pairs = new ItemPermutation(Key("pairs"), _numbers * (_numbers - 1) / 2);
        _doubles = new ItemPermutation(Key("doubles"), _numbers);
        _orders = Enum.GetValues<Split>().ToDictionary(s => s, s => new ItemPermutation(Key($"{s}"), Count(s)));
    }

    /// <inheritdoc/>
    public string Name => "addition";

    /// <inheritdoc/>
    public IVerifier Verifier { get; }

    /// <inheritdoc/>
    public long Count(Split split) => (2 * _pairSizes.Of(split, _pairs.Count)) + _doubleSizes.Of(split, _doubles.Count);

    /// <inheritdoc/>
    public TaskItem ItemAt(Split split, long index)
    {
        var (a, b) = Operands(split, _orders[split][index]);
        return new TaskItem
        {
            Id = $"{Splits.NameOf(split)}/{index}",
            Question = _question.Fill(("a", $"{a}"), ("b", $"{b}")),
            Answer = $"{a + b}",
            Demonstration = _options.Style switch
            {
                AdditionStyle.Direct => $"{a + b}",
                AdditionStyle.Columns => Columns(a, b),
                _ => $"{a} + {b} = {a + b}. The answer is \\boxed{{{a + b}}}.",
            },
        };
    }

    private KeyedHash Key(string part) => new($"{Name}/{part}", _options.Seed);

    private (long A, long B) Operands(Split split, long item)
    {
        var ordered = 2 * _pairSizes.Of(split, _pairs.Count);
        if (item >= ordered)
        {
            var both = _minimum + _doubles[_doubleSizes.Start(split) + item - ordered];
            return (both, both);
        }

        // Every pair of different numbers is (i, i + d mod n) for one d in 1 … n/2: pair number d·n + i, d from 0 here.
        var pair = _pairs[_pairSizes.Start(split) + (item / 2)];
        var (d, i) = Math.DivRem(pair, _numbers);
        var (a, b) = (_minimum + i, _minimum + ((i + d + 1) % _numbers));
        return item % 2 == 0 ? (a, b) : (b, a);
    }

    private SplitSizes Doubles(SplitSizes sizes)
    {
        var validation = Doubles(sizes.Validation, _numbers);
        return new SplitSizes(validation, Doubles(sizes.Test, _numbers - validation));
    }

    // The share of equal pairs among "size" items, of the same parity, so that the rest are whole pairs.
    private long Doubles(long size, long available)
    {
        var share = size / _numbers;
        share += (share ^ size) & 1;
        return share <= available
            ? share
            : throw new UserException($"task {Name}: {size} held-out items do not fit {_numbers} numbers; lower them by one");
    }

    private static (long Minimum, long Maximum) Range(AdditionOptions options)
    {
        if (options.Digits is < 1 or > 9)
        {
            throw new UserException($"task addition: digits is {options.Digits}; expected 1 to 9");
        }

        var power = (long)Math.Pow(10, options.Digits - 1);
        var minimum = options.Minimum ?? (options.Digits == 1 ? 0 : power);
        var maximum = options.Maximum ?? ((10 * power) - 1);
        return minimum >= 0 && maximum > minimum && maximum <= 999_999_999
            ? (minimum, maximum)
            : throw new UserException($"task addition: operands from {minimum} to {maximum}; expected 0 <= min < max <= 999999999");
    }

    private static string OwnVerifier(AdditionStyle style) => style switch
    {
        AdditionStyle.Direct => "exact",
        AdditionStyle.Columns => "think-exact",
        _ => "boxed-number",
    };

    private static string Columns(long a, long b)
    {
        var steps = new List<string>();
        var (x, y, carry) = (a, b, 0L);
        do
        {
            var sum = (x % 10) + (y % 10) + carry;
            steps.Add($"{x % 10}+{y % 10}+{carry}={sum:00}");
            (x, y, carry) = (x / 10, y / 10, sum / 10);
        }
        while (x > 0 || y > 0);

        return $"<think>{string.Join(',', steps)}</think>{a + b}";
    }
}
