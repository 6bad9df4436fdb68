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

        var (cos, sin) = _rope.For(batch.MaxLength);
        var context = new AttentionContext(batch.Positions, batch.CuSeqlens, batch.Parents, cos, sin, Precision);

        using var scope = TensorScope.Enter();
        var x = _embedding.Forward(batch.InputIds);   // [T, D]
        foreach (var (i, layer) in _layers.Index())
        {
            x = layer.Forward(x, context);            // [T, D]
            scope.ReleaseAllBut(x);
            afterLayer?.Invoke(i, x);
        }

        return scope.Return(_norm.Forward(x));        // [T, D]
    }

    /// <inheritdoc/>
    public Tensor Logits(PackedBatch batch, Tensor? rows = null) =>
        F.Linear(Rows(Hidden(batch), rows), Head.Value, Precision);   // [R, V]

    /// <inheritdoc/>
    public (Tensor LogProbs, Tensor Entropy) LogProbs(
        PackedBatch batch, Tensor targets, double temperature = 1, Tensor? rows = null) =>
        F.LogProbs(Rows(Hidden(batch), rows), Head.Value, targets, temperature, Precision);   // [R]

    /// <summary>Log-probabilities and entropies of some rows, given as numbers.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Wanted rows of the batch, R of them.</param>
    /// <param name="targets">Target ids, R of them.</param>
    /// <param name="temperature">More than 0.</param>
    /// <returns>Both <c>[R]</c>; see <see cref="ILanguageModel.LogProbs"/>.</returns>
    public (Tensor LogProbs, Tensor Entropy) LogProbs(
        PackedBatch batch, IReadOnlyList<int> rows, IReadOnlyList<int> targets, double temperature = 1) =>
        LogProbs(batch, Int64(targets), temperature, Int64(rows));

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
