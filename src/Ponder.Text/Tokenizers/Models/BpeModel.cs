using System.Buffers;
using System.Text;

namespace Ponder.Text.Tokenizers.Models;

/// <summary>Byte-pair encoding as in Hugging Face <c>tokenizers</c>: over characters of text or of the byte alphabet.</summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly MergeTable _merges;
    private readonly BpeOptions _options;
    private readonly int[] _smallCharacters = new int[0x200];
    private readonly int[]? _byteIds;

    /// <summary>Creates the model.</summary>
    /// <param name="vocabulary">Tokens.</param>
    /// <param name="merges">Merges over the ids of <paramref name="vocabulary"/>.</param>
    /// <param name="options">Switches.</param>
    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        Vocabulary = vocabulary;
        _merges = merges;
        _options = options;
        for (var c = 0; c < _smallCharacters.Length; c++)
        {
            _smallCharacters[c] = vocabulary.IdOf(((char)c).ToString()) ?? -1;
        }

        if (options.ByteFallback)
        {
            _byteIds = new int[256];
            for (var b = 0; b < 256; b++)
            {
                _byteIds[b] = vocabulary.IdOf($"<0x{b:X2}>") ?? -1;
            }
        }
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Without merges every character is a token of its own.</summary>
    public bool IsCharacterLevel => _merges.Count == 0;

    public void Encode(ReadOnlySpan<char> word, TokenBuffer tokens)
    {
        if (_options.IgnoreMerges && Vocabulary.TryGetId(word, out var whole))
        {
            tokens.Add(whole, _options.ByteLevel ? word.Length : Encoding.UTF8.GetByteCount(word));
            return;
        }

        // A character gives at most four byte tokens for two UTF-16 units, or three for one.
        var capacity = _options.ByteFallback ? 3 * word.Length : word.Length;
        var rented = ArrayPool<int>.Shared.Rent(2 * capacity);
        var ids = rented.AsSpan(0, capacity);
        var lengths = rented.AsSpan(capacity, capacity);
        var count = ToSymbols(word, ids, lengths);
        count = BpeMerger.Merge(ids[..count], lengths[..count], _merges);
        for (var i = 0; i < count; i++)
        {
            tokens.Add(ids[i], lengths[i]);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    private int ToSymbols(ReadOnlySpan<char> word, Span<int> ids, Span<int> lengths)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var count = 0;
        var unknownBefore = false;
        for (var i = 0; i < word.Length;)
        {
            var length = char.IsHighSurrogate(word[i]) && i + 1 < word.Length && char.IsLowSurrogate(word[i + 1]) ? 2 : 1;
            var character = word.Slice(i, length);
            i += length;
            var bytes = _options.ByteLevel ? 1 : Encoding.UTF8.GetBytes(character, utf8);
            if (TryGetCharacter(character, out var id))
            {
                (ids[count], lengths[count++]) = (id, bytes);
                unknownBefore = false;
            }
            else if (_byteIds is not null && HasAll(utf8[..bytes]))
            {
                foreach (var b in utf8[..bytes])
                {
                    (ids[count], lengths[count++]) = (_byteIds[b], 1);
                }

                unknownBefore = false;
            }
            else if (_options.UnknownId is { } unknown)
            {
                if (unknownBefore && _options.FuseUnknown)
                {
                    lengths[count - 1] += bytes;
                    continue;
                }

                (ids[count], lengths[count++]) = (unknown, bytes);
                unknownBefore = true;
            }
            else if (IsCharacterLevel)
            {
                throw OutsideAlphabet(character);
            }
        }

        return count;
    }

    /// <summary>
    /// The reference implementation drops such characters. Where tokens are characters that would change the task in
    /// silence, and the text is the user's.
    /// </summary>
    private UserException OutsideAlphabet(ReadOnlySpan<char> character)
    {
        var alphabet = string.Concat(Vocabulary.Entries.OrderBy(e => e.Value).Select(e => e.Key)
            .Where(t => t.Length == 1 || (t.Length == 2 && char.IsSurrogatePair(t[0], t[1]))).Take(100));
        var found = _options.ByteLevel
            ? $"the byte 0x{ByteAlphabet.ByteOf(character[0]):X2}"
            : $"the character \"{character}\" (U+{CodeOf(character):X4})";
        return new UserException(
            $"{found} is not in the alphabet of this character-level tokenizer: \"{alphabet}\". Use only these characters, or make "
            + "the model with a larger alphabet");
    }

    private static int CodeOf(ReadOnlySpan<char> character)
    {
        return character.Length == 2 ? char.ConvertToUtf32(character[0], character[1]) : character[0];
    }

    private bool TryGetCharacter(ReadOnlySpan<char> character, out int id)
    {
        if (character.Length == 1 && character[0] < _smallCharacters.Length)
        {
            id = _smallCharacters[character[0]];
            return id >= 0;
        }

        return Vocabulary.TryGetId(character, out id);
    }

    private bool HasAll(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (_byteIds![b] < 0)
            {
                return false;
            }
        }

        return true;
    }
}
