using Ponder.Models.Layers;
using Ponder.Models.Rope;
using Ponder.Models.Weights;
using Ponder.Tensors;

namespace Ponder.Models.Llama;

/// <summary>
/// A Llama model. Shapes: T tokens, D width, V vocabulary, R wanted rows. Parameters are fp32 and have the names of Hugging Face
/// checkpoints.
/// </summary>
/// <remarks>Used by one thread at a time. Results belong to the caller's scope; parameters to the model.</remarks>
public sealed class LlamaModel : ILanguageModel
{
    private readonly Embedding _embedding;
    private readonly LlamaLayer[] _layers;
    private readonly RmsNorm _norm;
    private readonly RopeTable _rope;

    /// <summary>Builds the model from a store of weights.</summary>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    /// <exception cref="CheckpointException">A weight is missing or misshapen.</exception>
    public LlamaModel(LlamaOptions options, IWeightStore store)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _rope = new RopeTable(options.RopeTheta, options.HeadWidth, options.RopeScaling);
        var weights = new WeightSource(store);
        Parameters = weights.Parameters;
        try
        {
            var model = weights["model"];
            _embedding = model.Embedding("embed_tokens", options.Vocabulary, options.Width);
            _layers = [.. Enumerable.Range(0, options.Layers).Select(i => new LlamaLayer(options, model["layers"][i]))];
            _norm = model.RmsNorm("norm", options.Width, options.RmsEps);
            Head = options.Tied
                ? _embedding.Weight
                : weights["lm_head"].Parameter("weight", WeightRole.Matrix, options.Vocabulary, options.Width);
            Device = Head.Value.Device;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Sizes and constants.</summary>
    public LlamaOptions Options { get; }

    /// <summary>The head <c>[V, D]</c>; the table of embeddings when tied.</summary>
    public Parameter Head { get; }

    /// <inheritdoc/>
    public string Family => "llama";

    /// <inheritdoc/>
    public int Vocabulary => Options.Vocabulary;

    /// <inheritdoc/>
    public int Context => Options.Context;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public Device Device { get; private set; }

    /// <inheritdoc/>
    public LinearPrecision Precision { get; set; } = LinearPrecision.Float32;

    /// <summary>A new model with random weights; see <see cref="InitialWeights"/>.</summary>
    /// <param name="options">Sizes and constants.</param>
    /// <param name="seed">Seed; equal seeds give equal weights.</param>
    /// <param name="std">Standard deviation of matrices and embeddings.</param>
    /// <param name="scaleResidual">Whether matrices that write into the residual stream get std/√(2·layers).</param>
    public static LlamaModel New(LlamaOptions options, ulong seed, double std = 0.02, bool scaleResidual = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options, new InitialWeights(seed, std, scaleResidual ? 1 / Math.Sqrt(2.0 * options.Layers) : 1));
    }

    /// <inheritdoc/>
    public Tensor Hidden(PackedBatch batch, Action<int, Tensor>? afterLayer = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.MaxId >= Vocabulary)
        {
            throw new ArgumentException($"the batch holds token id {batch.MaxId}, the vocabulary has {Vocabulary}", nameof(batch));
        }

        var (cos, sin) = _rope.For(batch.MaxLength, Device);
        using var scope = TensorScope.Enter();
        // Boundaries stay on the CPU: they are read there, and what kernels need of them is made once per batch.
        var context = new AttentionContext(batch.Positions.To(Device).Keep(), batch.CuSeqlens, batch.Parents, cos, sin, Precision);
        using var positions = context.Positions;
        return scope.Return(Through(batch.InputIds, context, scope, afterLayer));
    }

    /// <summary>Hidden states after the final norm, <c>[T, D]</c>, of new rows of sequences whose earlier positions are cached; nothing is recorded.</summary>
    /// <param name="ids">Token ids, <c>[T]</c> int64, each below V; on any device.</param>
    /// <param name="positions">Position of each row in its sequence, <c>[T]</c> int64; on any device.</param>
    /// <param name="length">More than the largest position.</param>
    /// <param name="cache">Keys and values.</param>
    public Tensor Continue(Tensor ids, Tensor positions, int length, IKeyValueCache cache)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(positions);
        using var noGrad = NoGrad.Enter();
        var (cos, sin) = _rope.For(length, Device);
        using var scope = TensorScope.Enter();
        using var here = positions.To(Device).Keep();
        var context = new AttentionContext(here, here, null, cos, sin, Precision) { Cache = cache };
        return scope.Return(Through(ids, context, scope, null));
    }

    private Tensor Through(Tensor ids, AttentionContext context, TensorScope scope, Action<int, Tensor>? afterLayer)
    {
        var x = _embedding.Forward(ids.To(Device));   // [T, D]
        foreach (var (i, layer) in _layers.Index())
        {
            x = layer.Forward(x, context);            // [T, D]
            scope.ReleaseAllBut(x);
            afterLayer?.Invoke(i, x);
        }

        return _norm.Forward(x);                      // [T, D]
    }

    /// <inheritdoc/>
    public Tensor Logits(PackedBatch batch, Tensor? rows = null) =>
        Logits(Rows(Hidden(batch), rows?.To(Device)));   // [R, V]

    /// <summary>Logits <c>[R, V]</c> of hidden states after the final norm, <c>[R, D]</c>.</summary>
    public Tensor Logits(Tensor hidden) => F.Linear(hidden, Head.Value, Precision);

    /// <inheritdoc/>
    public (Tensor LogProbs, Tensor Entropy) LogProbs(
        PackedBatch batch, Tensor targets, double temperature = 1, Tensor? rows = null)
    {
        var (logp, entropy) = F.LogProbs(Rows(Hidden(batch), rows?.To(Device)), Head.Value, targets, temperature, Precision);   // [R]
        return Device.IsCpu ? (logp, entropy) : (logp.To(Device.Cpu), entropy.To(Device.Cpu));
    }

    /// <summary>Log-probabilities and entropies of some rows, given as numbers.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Wanted rows of the batch, R of them.</param>
    /// <param name="targets">Target ids, R of them.</param>
    /// <param name="temperature">More than 0.</param>
    /// <returns>Both <c>[R]</c>; see <see cref="ILanguageModel.LogProbs"/>.</returns>
    public (Tensor LogProbs, Tensor Entropy) LogProbs(
        PackedBatch batch, IReadOnlyList<int> rows, IReadOnlyList<int> targets, double temperature = 1) =>
        LogProbs(batch, Int64(targets), temperature, Int64(rows));

    /// <inheritdoc/>
    public void MoveTo(Device device)
    {
        foreach (var parameter in Parameters)
        {
            parameter.MoveTo(device);
        }

        Device = device;
    }

    /// <summary>Frees all parameters.</summary>
    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Dispose();
        }

        _rope.Dispose();
    }

    private static Tensor Rows(Tensor hidden, Tensor? rows) => rows is null ? hidden : hidden.IndexSelect(0, rows);

    private static Tensor Int64(IReadOnlyList<int> values) => Tensor.From([.. values.Select(v => (long)v)], values.Count);
}
