using System.Text;

namespace Ponder.Cli.Generate;

/// <summary>
/// Writes an answer as it comes: thinking (between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>) dimmed, the rest bright. Control
/// characters are shown, not obeyed: a model's text is hostile.
/// </summary>
internal sealed class AnswerWriter(TextWriter output, bool colours)
{
    private const string Open = "<think>", Close = "</think>";
    private const string Dim = "\u001b[2m", Plain = "\u001b[0m";
    private readonly StringBuilder _all = new();
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

    /// <summary>Writes what was held back because a tag might have begun in it.</summary>
    public void End()
    {
        Emit(_held);
        _held = "";
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

        output.Write(colours ? (_thinking ? Dim + Visible(text) + Plain : Visible(text)) : text);
    }

    // With colours the thought stands dimmed on lines of its own; without them the tags say where it ends.
    private void WriteTag(string tag)
    {
        if (!colours)
        {
            output.Write(tag);
        }
        else if (tag == Close)
        {
            output.WriteLine();
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
