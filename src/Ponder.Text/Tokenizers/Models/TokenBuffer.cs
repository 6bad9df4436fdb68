namespace Ponder.Text.Tokenizers.Models;

/// <summary>The tokens of a stretch of text: ids, and how many UTF-8 bytes of the stretch each one covers.</summary>
internal sealed class TokenBuffer
{
    public List<int> Ids { get; } = [];

    public List<int> ByteLengths { get; } = [];

    public void Add(int id, int byteLength)
    {
        Ids.Add(id);
        ByteLengths.Add(byteLength);
    }

    public void Clear()
    {
        Ids.Clear();
        ByteLengths.Clear();
    }
}
