using System.Text;
using Ponder.Data.Generation;
using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Data.WordProblems;

/// <summary>
/// Easy word problems of one or two steps from a table of templates; the demonstration ends in <c>The answer is
/// \boxed{…}.</c>
/// </summary>
/// <remarks>
/// An item is a template with its numbers, and is in one split only; names and things are drawn from its number and do
/// not make it another item. Templates take turns.
/// </remarks>
public sealed class WordProblemTask : ITaskSource
{
    private readonly WordProblemOptions _options;
    private readonly WordProblemTemplate[] _templates;
    private readonly KindSplits _splits;

    /// <summary>Prepares the task.</summary>
    /// <param name="options">Steps, ranges and splits.</param>
    /// <param name="folder">Where the verifier's file, if there is one, is looked for.</param>
    /// <exception cref="UserException">An option is out of range.</exception>
    public WordProblemTask(WordProblemOptions options, string folder = ".")
    {
        Check(options);
        _options = options;
        _templates = [.. WordProblemTemplates.All.Where(t => t.Steps >= options.MinimumSteps && t.Steps <= options.MaximumSteps)];
        long[] kinds = [.. _templates.Select(t => t.Draws.Aggregate(1L, (count, range) => count * Size(range)))];
        _splits = new KindSplits(Name, options.Seed, kinds, SplitSizes.Choose(Name, kinds.Sum(), options.Validation, options.Test));
        Verifier = TaskVerifier.Of(options, folder, new() { Type = "boxed-number" });
    }

    /// <inheritdoc/>
    public string Name => "word-problems";

    /// <inheritdoc/>
    public IVerifier Verifier { get; }

    /// <inheritdoc/>
    public long Count(Split split) => _splits.Count(split);

    /// <inheritdoc/>
    public TaskItem ItemAt(Split split, long index)
    {
        var (kind, item) = _splits.Locate(split, index);
        var template = _templates[kind];
        var numbers = template.Compute(Drawn(template, item));
        var words = Words(kind, item);
        return new TaskItem
        {
            Id = $"{Splits.NameOf(split)}/{index}",
            Question = Fill(template.Question, numbers, words),
            Answer = $"{numbers[^1]}",
            Demonstration = $"{Fill(template.Working, numbers, words)} The answer is \\boxed{{{numbers[^1]}}}.",
        };
    }

    private long Size(NumberRange range) => range switch
    {
        NumberRange.Amount => _options.MaximumAmount - 1,
        NumberRange.Factor => _options.MaximumFactor - 1,
        _ => 2,
    };

    private long[] Drawn(WordProblemTemplate template, long item)
    {
        var numbers = new long[template.Draws.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            (item, var digit) = Math.DivRem(item, Size(template.Draws[i]));
            numbers[i] = digit + 2;
        }

        return numbers;
    }

    private Dictionary<string, string> Words(int kind, long item)
    {
        var draws = new KeyedHash($"{Name}/words/{kind}", _options.Seed);
        var people = WordProblemTemplates.People;
        var first = draws.Below(people.Length, item, 0);
        var second = (first + 1 + draws.Below(people.Length - 1, item, 1)) % people.Length;
        var pronoun = people[first].Pronoun;
        return new()
        {
            ["name"] = people[first].Name,
            ["friend"] = people[second].Name,
            ["he"] = pronoun,
            ["He"] = char.ToUpperInvariant(pronoun[0]) + pronoun[1..],
            ["things"] = WordProblemTemplates.Things[draws.Below(WordProblemTemplates.Things.Length, item, 2)],
        };
    }

    private static string Fill(string text, long[] numbers, Dictionary<string, string> words)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < numbers.Length; i++)
        {
            result.Replace($"{{{i}}}", $"{numbers[i]}");
        }

        foreach (var (place, word) in words)
        {
            result.Replace($"{{{place}}}", word);
        }

        return result.ToString();
    }

    private static void Check(WordProblemOptions o)
    {
        if (o.MinimumSteps < 1 || o.MaximumSteps > 2 || o.MinimumSteps > o.MaximumSteps)
        {
            throw new UserException($"task word-problems: steps from {o.MinimumSteps} to {o.MaximumSteps}; expected 1 <= min_steps <= max_steps <= 2");
        }

        if (o.MaximumAmount is < 5 or > 1000 || o.MaximumFactor is < 3 or > 100)
        {
            throw new UserException(
                $"task word-problems: max_amount {o.MaximumAmount} and max_factor {o.MaximumFactor}; expected 5 to 1000 and 3 to 100");
        }
    }
}
