using System.Collections.Concurrent;

namespace Ponder.Text.Tokenizers;

/// <summary>Remembers the tokens of short pieces. Bounded: when it is full, new pieces are no longer remembered.</summary>
internal sealed class WordCache
{
    private const int MaximumEntries = 1 << 16;
    private const int MaximumLength = 64;

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly ConcurrentDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _count;

    public WordCache() => _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryGet(ReadOnlySpan<char> word, out Entry entry)
    {
        entry = default;
        return word.Length <= MaximumLength && _lookup.TryGetValue(word, out entry);
    }

    public void Add(ReadOnlySpan<char> word, int[] ids, int[] byteLengths)
    {
        if (word.Length <= MaximumLength && _count < MaximumEntries && _lookup.TryAdd(word, new Entry(ids, byteLengths)))
        {
            Interlocked.Increment(ref _count);
        }
    }

    public readonly record struct Entry(int[] Ids, int[] ByteLengths);
}
