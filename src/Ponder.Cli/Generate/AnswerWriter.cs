using System.Text;

namespace Ponder.Cli.Generate;

/// <summary>
/// Writes an answer as it comes: thinking (between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>) dimmed, the rest bright. Control
/// characters are shown, not obeyed: a model's text is hostile.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="width">Columns of the terminal; null where no person looks: then the text is written as it is.</param>
internal sealed class AnswerWriter(TextWriter output, int? width)
{
    private const string Open = "<think>", Close = "</think>";
    private const string Dim = "\u001b[2m", Plain = "\u001b[0m";
    private readonly StringBuilder _all = new();
    private readonly WordWrap? _wrap = width is { } columns ? new WordWrap(output, columns) : null;
    private string _held = "";
    private bool _thinking;

    /// <summary>What was written, without the thinking.</summary>
    public string Answer => _all.ToString().Trim();

    public void Write(string piece)
    {
        _held += piece;
        while (_held.Length > 0)
        {
            var tag = _thinking ? Close : Open;
            var at = _held.IndexOf(tag, StringComparison.Ordinal);
            if (at >= 0)
            {
                Emit(_held[..at]);
                _held = _held[(at + tag.Length)..];
                _thinking = !_thinking;
                WriteTag(tag);
                continue;
            }

            var keep = BeginningAtEnd(_held, tag);
            Emit(_held[..^keep]);
            _held = _held[^keep..];
            break;
        }

        output.Flush();
    }

    /// <summary>Writes what was held back because a tag might have begun in it, or a word not ended.</summary>
    public void End()
    {
        Emit(_held);
        _held = "";
        _wrap?.Flush();
        output.WriteLine();
        output.Flush();
    }

    private void Emit(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!_thinking)
        {
            _all.Append(text);
        }

        if (_wrap is null)
        {
            output.Write(text);
        }
        else
        {
            _wrap.Write(Visible(text), _thinking ? Dim : "", _thinking ? Plain : "");
        }
    }

    // On a terminal the thought stands dimmed on lines of its own; elsewhere the tags say where it ends.
    private void WriteTag(string tag)
    {
        if (_wrap is null)
        {
            output.Write(tag);
        }
        else if (tag == Close)
        {
            _wrap.Write("\n", "", "");
        }
    }

    // Length of the longest end of the text that a tag begins with.
    private static int BeginningAtEnd(string text, string tag)
    {
        for (var length = Math.Min(tag.Length - 1, text.Length); length > 0; length--)
        {
            if (text.EndsWith(tag[..length], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }

    private static string Visible(string text) => string.Concat(text.Select(letter =>
        letter is '\n' or '\t' || !char.IsControl(letter) ? letter : letter < ' ' ? (char)('\u2400' + letter) : '\ufffd'));
}
