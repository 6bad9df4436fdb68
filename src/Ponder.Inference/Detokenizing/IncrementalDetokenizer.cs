using System.Runtime.InteropServices;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference.Detokenizing;

/// <summary>
/// Turns a growing list of tokens into text, token by token. Text is the difference of two decodings that begin at the same token, so that spaces
/// which a tokenizer drops at the start of a text survive; bytes of an unfinished character wait for the rest.
/// </summary>
internal sealed class IncrementalDetokenizer
{
    /// <summary>A character has at most four bytes: more tokens than this without a whole one means invalid bytes, which are let go as U+FFFD.</summary>
    private const int LongestWait = 8;

    private const int PromptTail = 6;

    private readonly ITokenizer _tokenizer;
    private readonly List<int> _ids = [];
    private int _start;
    private int _read;
    private string _known;

    /// <summary>Starts after a prompt, whose last tokens give the context of the first ones.</summary>
    public IncrementalDetokenizer(ITokenizer tokenizer, ReadOnlySpan<int> prompt)
    {
        _tokenizer = tokenizer;
        ReadOnlySpan<int> tail = prompt[Math.Max(0, prompt.Length - PromptTail)..];
        _known = tokenizer.Decode(tail);
        if (_known.EndsWith('\uFFFD'))
        {
            _known = "";
        }
        else
        {
            _ids.AddRange(tail);
            _read = _ids.Count;
        }
    }

    /// <summary>Adds a token.</summary>
    /// <returns>The text that is complete with it; may be empty.</returns>
    public string Append(int id)
    {
        _ids.Add(id);
        string text = _tokenizer.Decode(CollectionsMarshal.AsSpan(_ids)[_start..]);
        return text.EndsWith('\uFFFD') && _ids.Count - _read < LongestWait ? "" : Advance(text);
    }

    /// <summary>Adds tokens at once.</summary>
    public string Append(ReadOnlySpan<int> ids)
    {
        _ids.AddRange(ids);
        return Flush();
    }

    /// <summary>Text of the tokens that still waited.</summary>
    public string Flush() =>
        _ids.Count == _read ? "" : Advance(_tokenizer.Decode(CollectionsMarshal.AsSpan(_ids)[_start..]));

    private string Advance(string text)
    {
        string fresh = text.Length > _known.Length ? text[_known.Length..] : "";
        if (fresh.Length > 0)
        {
            _start = _read;
            _read = _ids.Count;
            _known = _tokenizer.Decode(CollectionsMarshal.AsSpan(_ids)[_start.._read]);
        }
        return fresh;
    }
}
