using Ponder.Text;

namespace Ponder.Data.Puzzles;

/// <summary>
/// Keeps the share of right answers of every family in a band: after a full window above it the level rises by one, below it falls by
/// one, and the window begins anew. Attempts at another than the current level are not counted.
/// </summary>
/// <remarks>Not thread-safe. The same records in the same order give the same levels.</remarks>
public sealed class DifficultyController
{
    private readonly DifficultyBand _band;
    private readonly SortedDictionary<string, (int Level, Queue<double> Recent)> _families = new(StringComparer.Ordinal);

    /// <summary>A controller of families that all begin at one level.</summary>
    /// <exception cref="UserException">The band is not one.</exception>
    public DifficultyController(IEnumerable<string> families, int level = 1, DifficultyBand? band = null)
    {
        ArgumentNullException.ThrowIfNull(families);
        _band = band ?? new DifficultyBand();
        if (!(_band.Low >= 0 && _band.Low < _band.High && _band.High <= 1) || _band.Attempts < 1)
        {
            throw new UserException($"difficulty: the band is {_band.Low} to {_band.High} over {_band.Attempts} attempts; expected 0 <= low < high <= 1 and at least one attempt");
        }

        if (_band.Highest is < 1 or > PuzzleGenerator.MaxLevel)
        {
            throw new UserException($"difficulty: the highest level is {_band.Highest}; expected 1 to {PuzzleGenerator.MaxLevel}");
        }

        foreach (var family in families)
        {
            _families[family] = (Clamp(level), []);
        }
    }

    /// <summary>Where every family stands, by name; give it to <see cref="Restore"/> to continue.</summary>
    public IReadOnlyList<DifficultyState> State =>
        [.. _families.Select(f => new DifficultyState(f.Key, f.Value.Level, [.. f.Value.Recent]))];

    /// <summary>The level at which a family's next items are made.</summary>
    public int Level(string family) => _families.TryGetValue(family, out var state)
        ? state.Level
        : throw new ArgumentException($"there is no family {family} in this mix", nameof(family));

    /// <summary>Number of families at each level, from 1 on.</summary>
    public IReadOnlyList<int> Histogram =>
        [.. Enumerable.Range(1, PuzzleGenerator.MaxLevel).Select(level => _families.Values.Count(f => f.Level == level))];

    /// <summary>Takes note of one answer.</summary>
    /// <param name="family">The family.</param>
    /// <param name="level">The level of the item.</param>
    /// <param name="score">Its score, 0 to 1.</param>
    public void Record(string family, int level, double score)
    {
        if (!_families.TryGetValue(family, out var state) || state.Level != level)
        {
            return;
        }

        state.Recent.Enqueue(Math.Clamp(score, 0, 1));
        if (state.Recent.Count > _band.Attempts)
        {
            state.Recent.Dequeue();
        }

        if (state.Recent.Count < _band.Attempts)
        {
            return;
        }

        var mean = state.Recent.Average();
        var next = Clamp(mean > _band.High ? level + 1 : mean < _band.Low ? level - 1 : level);
        if (next != level)
        {
            _families[family] = (next, []);
        }
    }

    /// <summary>Puts the families back where they stood; families that are not in the mix are ignored.</summary>
    public void Restore(IEnumerable<DifficultyState> states)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var state in states.Where(s => _families.ContainsKey(s.Family)))
        {
            _families[state.Family] = (Clamp(state.Level), new Queue<double>(state.Recent.TakeLast(_band.Attempts)));
        }
    }

    private int Clamp(int level) => Math.Clamp(level, 1, _band.Highest);
}
