using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using Ponder.Text.Tokenizers.Models;

namespace Ponder.Text.Tokenizers;

/// <summary>
/// A tokenizer made of the components that <c>tokenizer.json</c> describes: added tokens, normalizer, pre-tokenizer, model,
/// post-processor, decoder. Gives the same ids as Hugging Face's <c>tokenizers</c>.
/// </summary>
/// <remarks>Immutable and thread-safe; a bounded cache of short words is shared by all callers.</remarks>
public sealed partial class Tokenizer : ITokenizer
{
    private readonly TokenizerParts _parts;
    private readonly TokenizerConfig _config;
    private readonly AddedTokenMatcher _rawTokens;
    private readonly AddedTokenMatcher _normalizedTokens;
    private readonly FrozenDictionary<string, AddedToken> _addedByText;
    private readonly FrozenDictionary<int, AddedToken> _addedById;
    private readonly WordCache _cache = new();

    internal Tokenizer(TokenizerParts parts, TokenizerConfig config)
    {
        _parts = parts;
        _config = config;
        _addedByText = parts.AddedTokens.DistinctBy(t => t.Content).ToFrozenDictionary(t => t.Content);
        _addedById = parts.AddedTokens.DistinctBy(t => t.Id).ToFrozenDictionary(t => t.Id);
        _rawTokens = new(parts.AddedTokens.Where(t => !t.Normalized).Select(t => (t.Content, t)));
        _normalizedTokens = new(parts.AddedTokens.Where(t => t.Normalized).Select(t => (Normalized(t.Content), t)));
        VocabularySize = Math.Max(parts.Model.Vocabulary.Size, parts.AddedTokens.Select(t => t.Id + 1).DefaultIfEmpty().Max());
        BosId = config.BosToken is null ? null : IdOf(config.BosToken);
        EosId = config.EosToken is null ? null : IdOf(config.EosToken);
        PadId = config.PadToken is null ? null : IdOf(config.PadToken);
        UnknownId = config.UnknownToken is null ? null : IdOf(config.UnknownToken);
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int? BosId { get; }

    /// <inheritdoc/>
    public int? EosId { get; }

    /// <inheritdoc/>
    public int? PadId { get; }

    /// <summary>Id of the unknown token, if there is one.</summary>
    public int? UnknownId { get; }

    /// <summary>What the tokenizer's configuration says.</summary>
    public TokenizerConfig Config => _config;

    /// <summary>Faults of the source that were tolerated, for the user to read; usually empty.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <inheritdoc/>
    public int[] Encode(string text, bool addSpecial = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sink = new IdSink();
        EncodeInto(text, specialAsText: false, sink);
        if (!addSpecial)
        {
            return sink.Ids.ToArray();
        }

        return [.. _parts.Frame.Before, .. sink.Ids, .. _parts.Frame.After];
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = true)
    {
        return new PipelineDetokenizer(this, _parts.Decoder, skipSpecial).Run(ids);
    }

    /// <inheritdoc/>
    public DetokenizerStream StreamDecode(bool skipSpecial = true) => new PipelineDetokenizer(this, _parts.Decoder, skipSpecial);

    /// <inheritdoc/>
    public int? IdOf(string token)
    {
        return _addedByText.TryGetValue(token, out var added) ? added.Id : _parts.Model.Vocabulary.IdOf(token);
    }

    /// <inheritdoc/>
    /// <returns>The empty string for an id that no token has.</returns>
    public string TokenOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, VocabularySize);
        return TextOf(id, skipSpecial: false) ?? "";
    }

    /// <summary>Whether decoding without special tokens leaves an id out.</summary>
    public bool IsSpecial(int id) => _addedById.TryGetValue(id, out var added) && added.Special;

    /// <inheritdoc/>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "tokenizer.json"), _parts.Json);
        File.WriteAllBytes(Path.Combine(folder, "tokenizer_config.json"), _config.Json ?? Json.TokenizerConfigJson.Write(_config));
    }

    /// <summary>The token of an id for decoding; null when there is none or it is left out.</summary>
    internal string? TextOf(int id, bool skipSpecial)
    {
        if (_addedById.TryGetValue(id, out var added))
        {
            return skipSpecial && added.Special ? null : added.Content;
        }

        return _parts.Model.Vocabulary.TokenOf(id);
    }

    private void EncodeInto(string text, bool specialAsText, ITokenSink sink)
    {
        var stretches = new List<(int Start, int Length, AddedToken? Token)>();
        _rawTokens.Split(text, specialAsText, stretches);
        foreach (var (start, length, token) in stretches)
        {
            if (token is not null)
            {
                sink.AddAdded(token, start, start + length);
                continue;
            }

            var whole = length == text.Length ? text : text.Substring(start, length);
            var aligned = new AlignedText(whole, start);
            EncodeNormalized(_parts.Normalizer?.Apply(aligned) ?? aligned, specialAsText, sink);
        }
    }

    private void EncodeNormalized(AlignedText text, bool specialAsText, ITokenSink sink)
    {
        if (_normalizedTokens.IsEmpty)
        {
            EncodePieces(new Piece(text, 0, text.Length), sink);
            return;
        }

        var stretches = new List<(int Start, int Length, AddedToken? Token)>();
        _normalizedTokens.Split(text.Value, specialAsText, stretches);
        foreach (var (start, length, token) in stretches)
        {
            if (token is not null)
            {
                sink.AddAdded(token, text.OriginStart(start), text.OriginEnd(start + length - 1));
            }
            else
            {
                EncodePieces(new Piece(text, start, length), sink);
            }
        }
    }

    private void EncodePieces(Piece stretch, ITokenSink sink)
    {
        if (stretch.Length == 0)
        {
            return;
        }

        if (_parts.PreTokenizer is null)
        {
            EncodePiece(stretch, sink);
            return;
        }

        var pieces = new List<Piece>();
        _parts.PreTokenizer.Split(stretch, pieces);
        foreach (var piece in CollectionsMarshal.AsSpan(pieces))
        {
            EncodePiece(piece, sink);
        }
    }

    private void EncodePiece(Piece piece, ITokenSink sink)
    {
        var word = piece.Span;
        if (_cache.TryGet(word, out var known))
        {
            sink.AddPiece(piece, known.Ids, known.ByteLengths);
            return;
        }

        var tokens = new TokenBuffer();
        if (_parts.ByteLevel)
        {
            EncodeBytes(word, tokens);
        }
        else
        {
            _parts.Model.Encode(word, tokens);
        }

        int[] ids = tokens.Ids.ToArray(), lengths = tokens.ByteLengths.ToArray();
        _cache.Add(word, ids, lengths);
        sink.AddPiece(piece, ids, lengths);
    }

    private void EncodeBytes(ReadOnlySpan<char> word, TokenBuffer tokens)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(word.Length));
        var count = Encoding.UTF8.GetBytes(word, bytes);
        var names = ArrayPool<char>.Shared.Rent(count);
        ByteAlphabet.Write(bytes.AsSpan(0, count), names);
        _parts.Model.Encode(names.AsSpan(0, count), tokens);
        ArrayPool<char>.Shared.Return(names);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private string Normalized(string content)
    {
        return _parts.Normalizer?.Apply(new AlignedText(content, 0)).Value ?? content;
    }
}
