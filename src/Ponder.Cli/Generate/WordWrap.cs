using System.Text;

namespace Ponder.Cli.Generate;

/// <summary>Writes a stream of text so that no word is broken at the right edge: a word is written when it is whole.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns.</param>
internal sealed class WordWrap(TextWriter output, int width)
{
    private const int TabWidth = 8;
    private readonly StringBuilder _word = new(), _gap = new();
    private string _before = "", _after = "";
    private int _wordCells, _gapCells, _column;

    /// <summary>Writes text between two control sequences; parts of one word may come one after the other.</summary>
    public void Write(string text, string before, string after)
    {
        if (before != _before)
        {
            Flush();
            (_before, _after) = (before, after);
        }

        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\n':
                    EndLine();
                    break;
                case ' ' or '\t':
                    Flush();
                    _gap.Append((char)rune.Value);
                    _gapCells += rune.Value == ' ' ? 1 : TabWidth - ((_column + _gapCells) % TabWidth);
                    break;
                default:
                    Add(rune);
                    break;
            }
        }
    }

    /// <summary>Writes the word that is held back.</summary>
    public void Flush()
    {
        if (_wordCells == 0)
        {
            return;
        }

        if (_column > 0 && _column + _gapCells + _wordCells > width)
        {
            output.Write('\n');
            _column = 0;
        }
        else
        {
            output.Write(_gap.ToString());
            _column += _gapCells;
        }

        output.Write(_before.Length == 0 ? _word.ToString() : _before + _word + _after);

        // A word longer than the line is broken by the terminal itself.
        _column += _wordCells;
        _column = _column > width ? ((_column - 1) % width) + 1 : _column;
        (_wordCells, _gapCells) = (0, 0);
        _word.Clear();
        _gap.Clear();
    }

    private void EndLine()
    {
        Flush();
        output.Write('\n');
        (_column, _gapCells) = (0, 0);
        _gap.Clear();
    }

    // Scripts without spaces may be broken everywhere; their letters are two columns wide.
    private void Add(Rune rune)
    {
        var cells = Cells(rune);
        if (cells == 2)
        {
            Flush();
        }

        _word.Append(rune.ToString());
        _wordCells += cells;
        if (cells == 2)
        {
            Flush();
        }
    }

    private static int Cells(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3 or >= 0xf900 and <= 0xfaff
            or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0xffe0 and <= 0xffe6 or >= 0x1f300 and <= 0x1faff or >= 0x20000 => 2,
        _ => 1,
    };
}
