using Ponder.Data.Generation;
using Ponder.Text;
using Ponder.Verification;
using Ponder.Verification.Puzzles;

namespace Ponder.Data.Countdown;

/// <summary>
/// Countdown puzzles: every multiset of given numbers with some of the targets that a solver has reached.
/// </summary>
/// <remarks>
/// A multiset of numbers is in one split only, whatever its target and the order in which the question shows it;
/// held-out sizes are rounded up to whole multisets. Targets are drawn from those that can be reached in the asked
/// range; the plain sum and the plain product are avoided where anything else can be reached.
/// </remarks>
public sealed class CountdownTask : ITaskSource
{
    private readonly CountdownTaskOptions _options;
    private readonly TextFormat _question;
    private readonly TextFormat _demonstration;
    private readonly KindSplits _splits;
    private readonly CountdownSolver _solver;

    /// <summary>Prepares the task.</summary>
    /// <param name="options">Numbers, targets and splits.</param>
    /// <param name="folder">Where the verifier's file, if there is one, is looked for.</param>
    /// <exception cref="UserException">An option is out of range.</exception>
    public CountdownTask(CountdownTaskOptions options, string folder = ".")
    {
        Check(options);
        _options = options;
        _question = new TextFormat(
            Name, options.Question ?? DefaultQuestion(options), ["numbers", "target", "operations"], ["numbers", "target"]);
        _demonstration = new TextFormat(Name, options.Demonstration, ["expression", "target"], ["expression"]);
        _solver = new CountdownSolver(options.Operations);
        var values = options.Maximum - options.Minimum + 1;
        var counts = Enumerable.Range(options.MinimumCount, options.MaximumCount - options.MinimumCount + 1);
        long[] kinds = [.. counts.Select(n => Multisets.Count(values, n))];
        var sizes = SplitSizes.Choose(Name, kinds.Sum() * options.TargetsPerSet, options.Validation, options.Test);
        _splits = new KindSplits(Name, options.Seed, kinds, new SplitSizes(Sets(sizes.Validation), Sets(sizes.Test)));
        var rules = new CountdownOptions { UseAll = options.UseAll };
        Verifier = TaskVerifier.Of(options, folder, new() { Type = "countdown", Countdown = rules });
    }

    /// <inheritdoc/>
    public string Name => "countdown";

    /// <inheritdoc/>
    public IVerifier Verifier { get; }

    /// <inheritdoc/>
    public long Count(Split split) => _splits.Count(split) * _options.TargetsPerSet;

    /// <inheritdoc/>
    public TaskItem ItemAt(Split split, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count(split));

        // First every multiset with one target, then every multiset with the next.
        var (slot, place) = Math.DivRem(index, _splits.Count(split));
        var (kind, rank) = _splits.Locate(split, place);
        var count = _options.MinimumCount + kind;
        var draws = new KeyedHash($"{Name}/item/{count}", _options.Seed);
        long[] numbers = [.. Multisets.At(_options.Maximum - _options.Minimum + 1, count, rank).Select(v => v + _options.Minimum)];
        var solutions = _solver.Solve(numbers);
        var targets = Targets(numbers, solutions.Keys).OrderBy(target => draws.Bits((ulong)rank, (ulong)target)).ToArray();
        var target = targets[slot % targets.Length];
        var item = (rank * _options.TargetsPerSet) + slot;
        var expressions = solutions[target].Select(term => term.ToString()).Distinct().ToArray();
        var expression = expressions[draws.Below(expressions.Length, item, 0)];
        return new TaskItem
        {
            Id = $"{Splits.NameOf(split)}/{index}",
            Question = _question.Fill(
                ("numbers", $"[{string.Join(", ", Shuffled(numbers, draws, item))}]"),
                ("target", $"{target}"),
                ("operations", string.Join(' ', _options.Operations.ToCharArray()))),
            Answer = $"{target}",
            Demonstration = _demonstration.Fill(("expression", expression), ("target", $"{target}")),
        };
    }

    private long Sets(long items) => (items + _options.TargetsPerSet - 1) / _options.TargetsPerSet;

    private long[] Targets(long[] numbers, IReadOnlyCollection<long> reachable)
    {
        long[] plain = [numbers.Sum(), numbers.Aggregate((a, b) => a * b)];
        long[] asked = [.. reachable.Where(IsAsked)];
        long[] better = [.. asked.Except(plain)];
        return better.Length > 0 ? better
            : asked.Length > 0 ? asked
            : [reachable.Order().MinBy(Distance)];
    }

    private bool IsAsked(long value) => value >= _options.MinimumTarget && value <= _options.MaximumTarget;

    private long Distance(long value) => Math.Max(_options.MinimumTarget - value, value - _options.MaximumTarget);

    private static long[] Shuffled(long[] numbers, KeyedHash draws, long item)
    {
        long[] shuffled = [.. numbers];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = draws.Below(i + 1, item, i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    private static string DefaultQuestion(CountdownTaskOptions options) =>
        "Using the numbers {numbers}, write an expression that equals {target}. Use {operations} and brackets, and each number "
        + $"{(options.UseAll ? "exactly" : "at most")} once.";

    private static void Check(CountdownTaskOptions o)
    {
        if (o.MinimumCount < 2 || o.MaximumCount > 5 || o.MinimumCount > o.MaximumCount)
        {
            throw new UserException($"task countdown: counts from {o.MinimumCount} to {o.MaximumCount}; expected 2 <= min_count <= max_count <= 5");
        }

        if (o.Minimum < 1 || o.Maximum > 999 || o.Minimum > o.Maximum)
        {
            throw new UserException($"task countdown: numbers from {o.Minimum} to {o.Maximum}; expected 1 <= min <= max <= 999");
        }

        if (o.MinimumTarget < 1 || o.MinimumTarget > o.MaximumTarget)
        {
            throw new UserException($"task countdown: targets from {o.MinimumTarget} to {o.MaximumTarget}; expected 1 <= min_target <= max_target");
        }

        if (o.TargetsPerSet is < 1 or > 100)
        {
            throw new UserException($"task countdown: targets_per_set {o.TargetsPerSet}; expected 1 to 100");
        }

        if (o.Operations.Except("+-*/").Any()
            || o.Operations.Distinct().Count() != o.Operations.Length
            || !o.Operations.Any(c => c is '+' or '*'))
        {
            throw new UserException($"task countdown: operations \"{o.Operations}\"; expected each of + - * / at most once, and + or * among them");
        }
    }
}
