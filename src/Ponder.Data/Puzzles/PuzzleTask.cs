using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Data.Puzzles;

/// <summary>Generated puzzles of one family or of several in turn. Item i is of family i mod the number of families.</summary>
/// <remarks>
/// An item depends on family, seed, split, level and index alone. Splits are disjoint for all seeds and levels
/// (<see cref="PuzzleSplits"/>); small families may repeat an item within a split.
/// </remarks>
public sealed class PuzzleTask : ITaskSource
{
    private readonly PuzzleTaskOptions _options;
    private readonly PuzzleSource[] _sources;

    /// <summary>Prepares the task.</summary>
    /// <param name="options">Families, level and seed.</param>
    /// <param name="folder">Where the verifier's file, if there is one, is looked for.</param>
    /// <exception cref="UserException">A family does not exist, or the level is out of range.</exception>
    public PuzzleTask(PuzzleTaskOptions options, string folder = ".")
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        if (options.Level is < 1 or > PuzzleGenerator.MaxLevel)
        {
            throw new UserException($"task puzzle: the level is {options.Level}; expected 1 to {PuzzleGenerator.MaxLevel}");
        }

        if (options.Difficulty is { } band && options.Level > band.Highest)
        {
            throw new UserException($"task puzzle: the level is {options.Level}, above the highest level of the difficulty, {band.Highest}");
        }

        if (options.Families.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new UserException($"task puzzle: the family {twice.Key} is listed twice");
        }

        var families = options.Families.Count == 0 ? PuzzleGenerators.All : [.. options.Families.Select(PuzzleGenerators.Find)];
        _sources = [.. families.Select(f => new PuzzleSource(f, options.Seed))];
        Verifier = options.Verifier is null ? new PuzzleMixVerifier() : TaskVerifier.Of(options, folder, options.Verifier);
    }

    /// <inheritdoc/>
    public string Name => "puzzle";

    /// <inheritdoc/>
    public IVerifier Verifier { get; }

    /// <summary>The families, in the order of their turns.</summary>
    public IReadOnlyList<string> Families => [.. _sources.Select(s => s.Generator.Name)];

    /// <summary>The family of the item at an index.</summary>
    public string FamilyAt(long index) => _sources[index % _sources.Length].Generator.Name;

    /// <inheritdoc/>
    public ICurriculum? OpenCurriculum() => _options.Difficulty is { } band
        ? new PuzzleCurriculum(this, new DifficultyController(Families, _options.Level, band), band.Highest)
        : null;

    /// <inheritdoc/>
    public long Count(Split split) => PuzzleSplits.Count;

    /// <inheritdoc/>
    public TaskItem ItemAt(Split split, long index) => ItemAt(split, index, _options.Level);

    /// <summary>The item at an index, of another level than the options say.</summary>
    public TaskItem ItemAt(Split split, long index, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PuzzleSplits.Count);
        var source = _sources[index % _sources.Length];
        var puzzle = source.At(split, level, index / _sources.Length);
        return new TaskItem
        {
            Id = $"{Splits.NameOf(split)}/{source.Generator.Name}/{level}/{index}",
            Question = puzzle.Question,
            Answer = PuzzleMixVerifier.Reference(source.Generator.Name, puzzle.Answer),
            Demonstration = $"<answer>{puzzle.Answer}</answer>",
        };
    }

    /// <summary>The family and a right answer of an item.</summary>
    public static (string Family, string Answer) Unpack(TaskItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return PuzzleMixVerifier.Unpack(item.Answer) ?? throw new ArgumentException($"{item.Id} is no puzzle", nameof(item));
    }
}
