namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>
/// One stage of a running decoder: takes the texts of tokens in order and hands on what is certain. A stage has the state
/// of one stream; <see cref="DecoderChain"/> makes fresh ones.
/// </summary>
internal abstract class DecoderStage
{
    public DecoderStage? Next { get; set; }

    public abstract void Push(ReadOnlySpan<char> token);

    /// <summary>The stream has ended: hands on what is left. Overrides call the base last.</summary>
    public virtual void Flush() => Next?.Flush();

    protected void Emit(ReadOnlySpan<char> text) => Next!.Push(text);
}
