using Ponder.Inference.KvCache;
using Ponder.Inference.Sampling;
using Ponder.Inference.Scheduling;
using Ponder.Models.Layers;
using Ponder.Models.Llama;
using Ponder.Tensors;

namespace Ponder.Inference.Decoding;

/// <summary>
/// Decoding with the model's own layers over a block KV cache, all of it on the model's device: what runs where there is no native decode step. What a step
/// sends there is tokens, positions and block tables; what comes back is the drawn tokens.
/// </summary>
/// <remarks>Shapes: L layers, B blocks, G key/value heads, K head width, N rows, S sequences, V vocabulary.</remarks>
internal sealed class ModelDecoder : IDrawingDecoder
{
    private readonly LlamaOptions _options;
    private readonly LinearPrecision _precision;
    private readonly Device _device;
    private readonly int _threads;
    private readonly Tensor _cache;               // [L, 2, B · 64, G, K]
    private readonly Tensor[] _keys;              // L views [B · 64, G, K]
    private readonly Tensor[] _values;
    private LlamaModel? _model;
    private Tensor? _logits;                      // [wanted, V] of the last step

    /// <summary>Creates a decoder of the model's sizes, precision and device; weights come with <see cref="Publish"/>.</summary>
    public ModelDecoder(LlamaModel model, EngineOptions options)
    {
        (_options, _precision, _device, _threads) = (model.Options, model.Precision, model.Device, options.Threads);
        Context = Math.Min(options.Context ?? model.Context, model.Context);
        DType type = _precision == LinearPrecision.BFloat16 ? DType.BFloat16 : DType.Float32;
        long block = 2L * _options.Layers * _options.KvHeads * _options.HeadWidth * BlockPool.Positions * type.Size();
        Blocks = options.Blocks ?? (int)Math.Clamp(options.KvBytes / block, 1, (long)options.MaxSequences * BlockPool.For(Context));
        using var scope = TensorScope.Enter();
        _cache = Tensor.Zeros([_options.Layers, 2, Blocks * BlockPool.Positions, _options.KvHeads, _options.HeadWidth], type).To(_device).Keep();
        _keys = [.. Enumerable.Range(0, _options.Layers).Select(layer => _cache.Select(0, layer).Select(0, 0).Keep())];
        _values = [.. Enumerable.Range(0, _options.Layers).Select(layer => _cache.Select(0, layer).Select(0, 1).Keep())];
    }

    public int Vocabulary => _options.Vocabulary;

    public int Context { get; }

    public int Blocks { get; }

    public void Attach() => NativeLibraryHost.SetThreads(_threads);

    /// <summary>Copies the model's weights; may run beside steps.</summary>
    public PackedWeights Pack(LlamaModel model)
    {
        if (model.Options != _options || model.Precision != _precision || model.Device != _device)
        {
            throw new ArgumentException(
                $"the engine was made for {_options} in {_precision} on {_device}, got {model.Options} in {model.Precision} on {model.Device}; make a new engine", nameof(model));
        }
        return new CopiedWeights(model);
    }

    public void Publish(PackedWeights weights)
    {
        _model?.Dispose();
        _model = ((CopiedWeights)weights).Take();
    }

    public void Step(StepBatch batch)
    {
        LlamaModel model = _model ?? throw new InvalidOperationException("no weights were published");
        _logits?.Dispose();
        _logits = null;
        using var noGrad = NoGrad.Enter();
        using var scope = TensorScope.Enter();
        var pass = new Pass(this, batch);
        Tensor hidden = model.Continue(Longs(batch.Tokens), Tensor.From(batch.Positions, batch.Rows), pass.Length, pass);   // [N, D]
        if (batch.Wanted > 0)
        {
            _logits = model.Logits(hidden.IndexSelect(0, Wanted(batch).To(_device))).Keep();   // [wanted, V]
        }
    }

    public void Step(StepBatch batch, Span<float> logits)
    {
        Step(batch);
        _logits?.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(logits[..(batch.Wanted * Vocabulary)]));
    }

    public ReadOnlySpan<SampledToken> Draw(TokenSampler sampler) => _logits is null ? [] : sampler.Draw(_logits);

    public void CopyBlock(int from, int to, int positions)
    {
        using var scope = TensorScope.Enter();
        _cache.Narrow(2, to * BlockPool.Positions, positions).CopyFrom(_cache.Narrow(2, from * BlockPool.Positions, positions));
    }

    public void Dispose()
    {
        _logits?.Dispose();
        foreach (Tensor view in _keys.Concat(_values))
        {
            view.Dispose();
        }
        _cache.Dispose();
        _model?.Dispose();
    }

    private static Tensor Longs(ReadOnlySpan<int> values)
    {
        var longs = new long[values.Length];
        for (int i = 0; i < longs.Length; i++)
        {
            longs[i] = values[i];
        }
        return Tensor.From(longs, longs.Length);
    }

    /// <summary>The rows whose logits are wanted, <c>[wanted]</c>.</summary>
    private static Tensor Wanted(StepBatch batch)
    {
        var rows = new List<long>(batch.Wanted);
        for (int row = 0; row < batch.Rows; row++)
        {
            if (batch.WantedRows[row] != 0)
            {
                rows.Add(row);
            }
        }
        return Tensor.From([.. rows], rows.Count);
    }

    /// <summary>The cache as one step's rows see it. Its tensors live as long as the step's scope.</summary>
    private sealed class Pass : IKeyValueCache
    {
        private readonly ModelDecoder _decoder;
        private readonly Tensor _slots;      // [N] where each row's keys go, on the device
        private readonly Tensor _rowStart;   // [S + 1]
        private readonly Tensor _context;    // [S]
        private readonly Tensor _table;      // [S, stride]
        private int _layer;

        public Pass(ModelDecoder decoder, StepBatch batch)
        {
            _decoder = decoder;
            var slots = new long[batch.Rows];
            for (int s = 0; s < batch.Sequences; s++)
            {
                for (int row = batch.RowStart[s]; row < batch.RowStart[s + 1]; row++)
                {
                    (long block, long within) = Math.DivRem(batch.Positions[row], BlockPool.Positions);
                    slots[row] = (batch.Table[(s * batch.TableStride) + (int)block] * (long)BlockPool.Positions) + within;
                }
                Length = Math.Max(Length, batch.Context[s]);
            }
            _slots = Tensor.From(slots, slots.Length).To(decoder._device);
            _rowStart = Longs(batch.RowStart);
            _context = Longs(batch.Context);
            _table = Longs(batch.Table).View(batch.Sequences, batch.TableStride);
        }

        /// <summary>Positions of the longest sequence.</summary>
        public int Length { get; }

        public Tensor Attend(Tensor q, Tensor k, Tensor v, double scale)
        {
            (Tensor keys, Tensor values) = (_decoder._keys[_layer], _decoder._values[_layer]);
            _layer++;
            keys.IndexCopyInPlace(0, _slots, k.To(keys.DType));
            values.IndexCopyInPlace(0, _slots, v.To(values.DType));
            return F.AttentionBlocks(q, keys, values, _rowStart, _context, _table, scale);
        }
    }
}
