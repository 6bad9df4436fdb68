using Ponder.Data.Generation;
using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Data.Jsonl;

/// <summary>A task whose items are the rows of JSON Lines files.</summary>
/// <remarks>
/// <para>One file: a row's split is decided by the hash of its question (case and blanks aside) and the seed, so the
/// same question never stands in two splits and adding rows moves none of the others.</para>
/// <para>One file per split: a question that stands in two of them is an error.</para>
/// <para>All rows are read when the task is made; items keep their line number in their id.</para>
/// </remarks>
public sealed class JsonlTask : ITaskSource
{
    private readonly Dictionary<Split, IReadOnlyList<JsonlRow>> _rows;
    private readonly Dictionary<Split, ItemPermutation> _orders;

    /// <inheritdoc/>
    public bool IsOrdered { get; }

    /// <summary>Reads the files.</summary>
    /// <param name="options">Files, fields, splits.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <exception cref="UserException">An option is wrong, a file is missing or malformed, or splits share a
    /// question.</exception>
    public JsonlTask(JsonlTaskOptions options, string folder = ".")
    {
        Check(options);
        var reader = new JsonlReader(options, folder);
        _rows = options.File is { } file ? ByHash(reader.Read(file), options) : ByFile(reader, options);
        _orders = _rows.ToDictionary(
            r => r.Key, r => new ItemPermutation(new KeyedHash($"{Name}/{Splits.NameOf(r.Key)}", options.Seed), r.Value.Count));
        IsOrdered = options.InFileOrder;
        Verifier = TaskVerifier.Of(options, folder, new() { Type = "exact" });
    }

    /// <inheritdoc/>
    public string Name => "jsonl";

    /// <inheritdoc/>
    public IVerifier Verifier { get; }

    /// <inheritdoc/>
    public long Count(Split split) => _rows[split].Count;

    /// <inheritdoc/>
    public TaskItem ItemAt(Split split, long index)
    {
        var row = _rows[split][(int)(IsOrdered ? index : _orders[split][index])];
        return new TaskItem
        {
            Id = $"{Splits.NameOf(split)}/{row.Line}",
            Question = row.Question,
            Answer = row.Answer,
            Demonstration = row.Demonstration,
            Place = row.Place,
        };
    }

    private static Dictionary<Split, IReadOnlyList<JsonlRow>> ByHash(IReadOnlyList<JsonlRow> rows, JsonlTaskOptions options)
    {
        var hash = new KeyedHash("jsonl/split", options.Seed);
        var splits = rows.ToLookup(row =>
        {
            var share = (hash.Bits(row.Key) >> 11) * (1.0 / (1UL << 53));
            return share < options.TestFraction ? Split.Test
                : share < options.TestFraction + options.ValidationFraction ? Split.Validation
                : Split.Train;
        });
        return Enum.GetValues<Split>().ToDictionary(s => s, s => (IReadOnlyList<JsonlRow>)[.. splits[s]]);
    }

    private static Dictionary<Split, IReadOnlyList<JsonlRow>> ByFile(JsonlReader reader, JsonlTaskOptions options)
    {
        var files = new Dictionary<Split, string?>
        {
            [Split.Train] = options.Train,
            [Split.Validation] = options.Validation,
            [Split.Test] = options.Test,
        };
        var rows = files.ToDictionary(f => f.Key, f => f.Value is { } file ? reader.Read(file) : []);
        var seen = new Dictionary<string, (Split Split, JsonlRow Row)>();
        foreach (var (split, list) in rows)
        {
            foreach (var row in list)
            {
                if (seen.TryGetValue(row.Key, out var first) && first.Split != split)
                {
                    throw new UserException(
                        $"{row.Place}: this question also stands at {first.Row.Place}; the "
                        + $"{Splits.NameOf(first.Split)} and {Splits.NameOf(split)} splits must not share questions: remove one");
                }

                seen.TryAdd(row.Key, (split, row));
            }
        }

        return rows;
    }

    private static void Check(JsonlTaskOptions o)
    {
        var perSplit = o.Train is not null || o.Validation is not null || o.Test is not null;
        if (o.File is null == !perSplit)
        {
            throw new UserException(perSplit
                ? "task jsonl: both file and train/validation/test are given; file is split by hash, the others are one file per split: keep one of the two"
                : "task jsonl: no file; give file: problems.jsonl, or train: and test:");
        }

        if (perSplit && o.Train is null && o.Test is null)
        {
            throw new UserException("task jsonl: validation: alone is not enough; give train: or test: too");
        }

        if (!(o.ValidationFraction >= 0 && o.TestFraction >= 0 && o.ValidationFraction + o.TestFraction <= 1))
        {
            throw new UserException($"task jsonl: validation_fraction {o.ValidationFraction} and test_fraction {o.TestFraction}; expected 0 or more, at most 1 together");
        }
    }
}
