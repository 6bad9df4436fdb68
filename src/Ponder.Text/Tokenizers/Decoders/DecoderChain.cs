using System.Text;

namespace Ponder.Text.Tokenizers.Decoders;

/// <summary>The stages of a decoder in order, as factories: every stream runs on fresh stages.</summary>
/// <remarks>
/// A stage after a fusing one sees text without token borders. Those that can work so are made with
/// <c>fused: true</c>; before the others <see cref="FuseAll"/> waits for the whole text.
/// </remarks>
internal sealed class DecoderChain(IReadOnlyList<Func<DecoderStage>> stages)
{
    /// <summary>Without a decoder the reference implementation joins tokens with spaces.</summary>
    public static DecoderChain Joined { get; } = new([() => new JoinWithSpace()]);

    /// <summary>Starts a stream whose text goes into <paramref name="output"/>.</summary>
    public DecoderStage Start(StringBuilder output)
    {
        DecoderStage head = new Sink(output);
        for (var i = stages.Count - 1; i >= 0; i--)
        {
            var stage = stages[i]();
            stage.Next = head;
            head = stage;
        }

        return head;
    }

    private sealed class Sink(StringBuilder output) : DecoderStage
    {
        public override void Push(ReadOnlySpan<char> token) => output.Append(token);
    }

    private sealed class JoinWithSpace : DecoderStage
    {
        private bool _started;

        public override void Push(ReadOnlySpan<char> token)
        {
            if (_started)
            {
                Emit(" ");
            }

            _started = true;
            Emit(token);
        }
    }
}
