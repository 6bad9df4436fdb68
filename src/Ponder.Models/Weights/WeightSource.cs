using Ponder.Models.Layers;
using Ponder.Tensors;

namespace Ponder.Models.Weights;

/// <summary>
/// Hands out the weights of a model by path: <c>weights["self_attn"].Linear("q_proj", …)</c> reads
/// <c>….self_attn.q_proj.weight</c>. Every parameter is listed in the order in which it was asked for.
/// </summary>
public sealed class WeightSource
{
    private readonly IWeightStore _store;
    private readonly List<Parameter> _parameters;
    private readonly string _path;

    /// <summary>The root of a store.</summary>
    public WeightSource(IWeightStore store)
        : this(store, [], "")
    {
    }

    private WeightSource(IWeightStore store, List<Parameter> parameters, string path)
    {
        _store = store;
        _parameters = parameters;
        _path = path;
    }

    /// <summary>All parameters handed out so far, below any path of this store.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The source below a part of the path.</summary>
    public WeightSource this[string part] => new(_store, _parameters, NameOf(part));

    /// <summary>The source below a numbered part, for example a layer.</summary>
    public WeightSource this[int index] => this[index.ToString(System.Globalization.CultureInfo.InvariantCulture)];

    /// <summary>
    /// A linear map <c>[T, In] → [T, Out]</c> from <c>name.weight</c> [Out, In] and, with bias, <c>name.bias</c>
    /// [Out].
    /// </summary>
    /// <param name="name">The layer's name below this path.</param>
    /// <param name="inWidth">Width of the input.</param>
    /// <param name="outWidth">Width of the output.</param>
    /// <param name="role">Matrix, or the output of a residual branch.</param>
    /// <param name="bias">Whether a bias is added.</param>
    public Linear Linear(string name, int inWidth, int outWidth, WeightRole role = WeightRole.Matrix, bool bias = false) => new(
        this[name].Parameter("weight", role, outWidth, inWidth),
        bias ? this[name].Parameter("bias", WeightRole.Bias, outWidth) : null);

    /// <summary>A norm over the width from <c>name.weight</c> [D].</summary>
    public RmsNorm RmsNorm(string name, int width, double eps) => new(this[name].Parameter("weight", WeightRole.Scale, width), eps);

    /// <summary>A table of embeddings from <c>name.weight</c> [V, D].</summary>
    public Embedding Embedding(string name, int rows, int width) => new(this[name].Parameter("weight", WeightRole.Embedding, rows, width));

    /// <summary>A parameter of the given shape.</summary>
    /// <exception cref="CheckpointException">It is missing or misshapen; the message has the full path, expected and found.</exception>
    public Parameter Parameter(string name, WeightRole role, params ReadOnlySpan<int> shape)
    {
        var full = NameOf(name);
        var parameter = new Parameter(full, _store.Read(full, new Shape(shape), role));
        _parameters.Add(parameter);
        return parameter;
    }

    private string NameOf(string part) => _path.Length == 0 ? part : $"{_path}.{part}";
}
