using Ponder.Inference.KvCache;
using Ponder.Inference.Scheduling;
using Ponder.Models.Llama;
using Ponder.Models.Rope;
using Ponder.Tensors;

namespace Ponder.Inference.Decoding;

/// <summary>The native decode step for a Llama model.</summary>
internal sealed unsafe class LlamaDecoder : IDecoder
{
    private readonly LlamaOptions _options;
    private readonly LinearPrecision _precision;
    private readonly int _threads;
    private readonly DecoderHandle _handle;

    /// <summary>Creates a decoder of the model's sizes and precision; weights come with <see cref="Publish"/>.</summary>
    public LlamaDecoder(LlamaModel model, EngineOptions options)
    {
        _options = model.Options;
        _precision = model.Precision;
        _threads = options.Threads;
        Context = Math.Min(options.Context ?? model.Context, model.Context);
        Blocks = options.Blocks ?? BlocksFor(options);
        using var rope = new RopeTable(_options.RopeTheta, _options.HeadWidth, _options.RopeScaling);
        (Tensor cos, Tensor sin) = rope.For(Context);
        var config = new DecoderNative.Config
        {
            Layers = _options.Layers,
            Width = _options.Width,
            Heads = _options.Heads,
            KvHeads = _options.KvHeads,
            HeadWidth = _options.HeadWidth,
            FeedForward = _options.FeedForward,
            Vocabulary = _options.Vocabulary,
            Context = Context,
            Blocks = Blocks,
            Precision = options.Int8Weights ? 2 : _precision == LinearPrecision.BFloat16 ? 1 : 0,
            Fast = options.Fast || options.Int8Weights ? 1 : 0,
            Threads = options.Threads,
            NormEpsilon = (float)_options.RmsEps,
            AttentionScale = (float)(1 / Math.Sqrt(_options.HeadWidth)),
            Cos = (float*)cos.DataPointer,
            Sin = (float*)sin.DataPointer,
        };
        _handle = new DecoderHandle(DecoderNative.pn_decoder_create(&config));
        GC.KeepAlive(cos);
        GC.KeepAlive(sin);
    }

    public int Vocabulary => _options.Vocabulary;

    public int Context { get; }

    public int Blocks { get; }

    public void Attach() => NativeLibraryHost.SetThreads(_threads);

    /// <summary>Copies and packs the model's weights; may run beside steps.</summary>
    public PackedWeights Pack(LlamaModel model)
    {
        if (model.Options != _options || model.Precision != _precision)
        {
            throw new ArgumentException(
                $"the engine was made for {_options} in {_precision}, got {model.Options} in {model.Precision}; make a new engine", nameof(model));
        }
        Tensor?[] weights = LlamaWeights.InOrder(model);
        float** pointers = stackalloc float*[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            pointers[i] = weights[i] is { } tensor ? (float*)tensor.DataPointer : null;
        }
        nint packed = DecoderNative.pn_decoder_load(_handle.Value, pointers, weights.Length);
        GC.KeepAlive(weights);
        return new NativeWeights(packed);
    }

    public void Publish(PackedWeights weights) =>
        DecoderNative.Check(DecoderNative.pn_decoder_publish(_handle.Value, ((NativeWeights)weights).Take()));

    public void Step(StepBatch batch, Span<float> logits)
    {
        fixed (int* tokens = batch.Tokens, rowStart = batch.RowStart, context = batch.Context, table = batch.Table)
        fixed (long* positions = batch.Positions)
        fixed (byte* wanted = batch.WantedRows)
        fixed (float* result = logits)
        {
            var rows = new DecoderNative.Rows
            {
                Count = batch.Rows,
                Sequences = batch.Sequences,
                Tokens = tokens,
                Positions = positions,
                Wanted = wanted,
                RowStart = rowStart,
                Context = context,
                BlockTable = table,
                TableStride = batch.TableStride,
            };
            DecoderNative.Check(DecoderNative.pn_decoder_step(_handle.Value, &rows, result));
        }
    }

    public void CopyBlock(int from, int to, int positions) =>
        DecoderNative.Check(DecoderNative.pn_decoder_copy_block(_handle.Value, from, to, positions));

    public void Dispose() => _handle.Dispose();

    private int BlocksFor(EngineOptions options)
    {
        long bytes = 2L * _options.Layers * _options.KvHeads * _options.HeadWidth * BlockPool.Positions * sizeof(float);
        long wanted = (long)options.MaxSequences * BlockPool.For(Context);
        return (int)Math.Clamp(options.KvBytes / bytes, 1, wanted);
    }
}
