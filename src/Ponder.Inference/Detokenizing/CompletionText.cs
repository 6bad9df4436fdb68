using System.Text;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference.Detokenizing;

/// <summary>The text of one completion as it grows: finds stop strings, and holds back what may be the beginning of one.</summary>
internal sealed class CompletionText
{
    /// <summary>Tokens of the prompt that come before the completion's, so that a space which tokenizers drop at the start of a text survives.</summary>
    private const int PromptTail = 6;

    private readonly DetokenizerStream _stream;
    private readonly IReadOnlyList<string> _stops;
    private readonly StringBuilder _text = new();
    private readonly int _longestStop;
    private int _emitted;

    public CompletionText(ITokenizer tokenizer, ReadOnlySpan<int> prompt, IReadOnlyList<string> stops)
    {
        _stream = tokenizer.StreamDecode();
        _stops = stops;
        _longestStop = stops.Count == 0 ? 0 : stops.Max(stop => stop.Length);
        foreach (int id in prompt[Math.Max(0, prompt.Length - PromptTail)..])
        {
            _stream.Push(id);
        }
    }

    /// <summary>The stop string that was found; the text ends before it.</summary>
    public string? StopString { get; private set; }

    /// <summary>All text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Adds a token.</summary>
    /// <returns>The text that became certain.</returns>
    public string Append(int id) => StopString is null ? Add(_stream.Push(id)) : "";

    /// <summary>Adds all tokens of a completion at once.</summary>
    public void Append(ReadOnlySpan<int> ids)
    {
        foreach (int id in ids)
        {
            Append(id);
        }
    }

    /// <summary>Ends the text.</summary>
    /// <returns>What was held back.</returns>
    public string Finish()
    {
        string fresh = StopString is null ? Add(_stream.Flush()) : "";
        return fresh + Emit(_text.Length);
    }

    private string Add(string fresh)
    {
        if (fresh.Length == 0)
        {
            return "";
        }
        int searchFrom = Math.Max(0, _text.Length - _longestStop + 1);
        _text.Append(fresh);
        if (_longestStop == 0)
        {
            return Emit(_text.Length);
        }
        string window = _text.ToString(searchFrom, _text.Length - searchFrom);
        CutAtStop(window, searchFrom);
        return Emit(StopString is null ? _text.Length - HeldBack(window) : _text.Length);
    }

    private void CutAtStop(string window, int windowStart)
    {
        int first = int.MaxValue;
        foreach (string stop in _stops)
        {
            int at = window.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && at < first)
            {
                first = at;
                StopString = stop;
            }
        }
        if (StopString is not null)
        {
            _text.Length = windowStart + first;
        }
    }

    /// <summary>Length of the longest end of the text with which a stop string begins.</summary>
    private int HeldBack(string window)
    {
        for (int length = Math.Min(window.Length, _longestStop - 1); length > 0; length--)
        {
            ReadOnlySpan<char> end = window.AsSpan(window.Length - length);
            foreach (string stop in _stops)
            {
                if (stop.Length > length && stop.AsSpan().StartsWith(end, StringComparison.Ordinal))
                {
                    return length;
                }
            }
        }
        return 0;
    }

    private string Emit(int until)
    {
        if (until <= _emitted)
        {
            return "";
        }
        string certain = _text.ToString(_emitted, until - _emitted);
        _emitted = until;
        return certain;
    }
}
