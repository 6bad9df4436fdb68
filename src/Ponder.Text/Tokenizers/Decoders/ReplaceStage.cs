using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>Replaces the matches of a pattern in every token.</summary>
internal sealed class ReplaceStage(TextPattern pattern, string replacement) : DecoderStage
{
    private readonly List<(int Start, int Length)> _matches = [];

    public override void Push(ReadOnlySpan<char> token)
    {
        _matches.Clear();
        pattern.FindMatches(token, _matches);
        if (_matches.Count == 0)
        {
            Emit(token);
            return;
        }

        var text = new StringBuilder();
        var done = 0;
        foreach (var (start, length) in _matches)
        {
            text.Append(token[done..start]).Append(replacement);
            done = start + length;
        }

        Emit(text.Append(token[done..]).ToString());
    }
}
