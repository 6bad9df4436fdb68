namespace Ponder.Text.Tokenizers;

/// <summary>
/// Decodes ids one by one as a model produces them. What it emits is final and valid text: incomplete UTF-8 and whatever a
/// later token could still change is held back. All emitted pieces and the flushed rest together equal
/// <see cref="ITokenizer.Decode"/> of all ids.
/// </summary>
/// <remarks>Not thread-safe: one stream per completion.</remarks>
public abstract class DetokenizerStream
{
    /// <summary>Takes the next id.</summary>
    /// <param name="id">A token id; ids that have no text (unused, or special when those are skipped) emit nothing.</param>
    /// <returns>The text that is now certain; empty when the token's text is still held back.</returns>
    public abstract string Push(int id);

    /// <summary>Ends the stream: emits what was held back, incomplete UTF-8 as U+FFFD. No id may follow.</summary>
    public abstract string Flush();
}
