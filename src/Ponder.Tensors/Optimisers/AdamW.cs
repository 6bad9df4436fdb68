using System.Runtime.InteropServices;

namespace Ponder.Tensors.Optimisers;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2): fp32 weights, fp32
/// moments, the learning rate given per update.
/// </summary>
/// <remarks>
/// One call of the fused kernel updates the whole list; <see cref="AdamWUpdate"/> is its definition element by element.
/// The moments belong to the optimiser, not to scopes; dispose it to free them. An update is bit-identical for every
/// number of threads. Saving <see cref="State"/> and loading it into an optimiser of the same parameters continues bit
/// for bit. Not thread-safe. Decay applies to every parameter of the list, norms and embeddings included.
/// </remarks>
public sealed class AdamW : IDisposable
{
    /// <summary>Name of the count of updates in <see cref="State"/>.</summary>
    public const string UpdatesName = "updates";

    private readonly Parameter[] _parameters;
    private readonly Tensor[] _firstMoments;
    private readonly Tensor[] _secondMoments;

    /// <summary>An optimiser with zero moments.</summary>
    /// <param name="parameters">What it updates: contiguous fp32, names unique.</param>
    /// <param name="options">The constants.</param>
    /// <exception cref="ArgumentException">
    /// A parameter is not contiguous fp32, a name occurs twice, or a constant makes no sense.
    /// </exception>
    public AdamW(IEnumerable<Parameter> parameters, AdamWOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem is { } problem)
        {
            throw new ArgumentException($"AdamW: {problem}", nameof(options));
        }

        Options = options;
        _parameters = [.. parameters];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in _parameters)
        {
            if (parameter.Value.DType != DType.Float32 || !parameter.Value.IsContiguous)
            {
                throw new ArgumentException(
                    $"parameter {parameter.Name}: AdamW expects contiguous Float32, got {parameter.Value}", nameof(parameters));
            }

            if (!names.Add(parameter.Name))
            {
                throw new ArgumentException($"parameter {parameter.Name} is in the list twice", nameof(parameters));
            }
        }

        _firstMoments = [.. _parameters.Select(Moment)];
        _secondMoments = [.. _parameters.Select(Moment)];
    }

    /// <summary>The constants.</summary>
    public AdamWOptions Options { get; }

    /// <summary>Updates done so far.</summary>
    public long Updates { get; private set; }

    /// <summary>
    /// The moments by parameter name (<c>first_moment.NAME</c>, <c>second_moment.NAME</c>) and the number of updates
    /// (<see cref="UpdatesName"/>, int64 <c>[1]</c>): everything to save. The moments are the live ones, not copies;
    /// the count is the caller's to dispose.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> State()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [UpdatesName] = Tensor.From<long>([Updates], [1]),
        };
        for (var i = 0; i < _parameters.Length; i++)
        {
            state.Add(FirstName(i), _firstMoments[i]);
            state.Add(SecondName(i), _secondMoments[i]);
        }

        return state;
    }

    /// <summary>Takes over the values of a saved <see cref="State"/>.</summary>
    /// <exception cref="CheckpointException">
    /// A tensor is missing, superfluous or misshapen; nothing has been changed then.
    /// </exception>
    public void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var updates = Find(state, UpdatesName, [1], DType.Int64).Item<long>();
        for (var i = 0; i < _parameters.Length; i++)
        {
            var shape = _parameters[i].Value.Shape.ToArray();
            _ = Find(state, FirstName(i), shape, DType.Float32);
            _ = Find(state, SecondName(i), shape, DType.Float32);
        }

        if (updates < 0 || state.Count != 1 + 2 * _parameters.Length)
        {
            throw new CheckpointException(
                $"optimiser state: expected {1 + 2 * _parameters.Length} tensors for {_parameters.Length} parameters, "
                + $"got {state.Count} (after {updates} updates); it belongs to another model");
        }

        Updates = updates;
        for (var i = 0; i < _parameters.Length; i++)
        {
            _firstMoments[i].CopyFrom(state[FirstName(i)]);
            _secondMoments[i].CopyFrom(state[SecondName(i)]);
        }
    }

    /// <summary>One update of every parameter that has a gradient.</summary>
    /// <param name="learningRate">η of this update.</param>
    /// <param name="gradientScale">
    /// Every gradient is multiplied by this first: <see cref="GradientClipping.Factor"/>.
    /// </param>
    public void Step(double learningRate, double gradientScale = 1)
    {
        Updates++;
        List<Tensor> weights = [], gradients = [], first = [], second = [];
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Value.Grad is { } gradient)
            {
                weights.Add(_parameters[i].Value);
                gradients.Add(gradient);
                first.Add(_firstMoments[i]);
                second.Add(_secondMoments[i]);
            }
        }

        NativeOptimiser.AdamW(
            CollectionsMarshal.AsSpan(weights), CollectionsMarshal.AsSpan(gradients), CollectionsMarshal.AsSpan(first),
            CollectionsMarshal.AsSpan(second), Options, Updates, learningRate, gradientScale);
        foreach (var gradient in gradients)
        {
            gradient.Dispose();
        }
    }

    /// <summary>Clears all gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in _parameters)
        {
            parameter.Value.ZeroGrad();
        }
    }

    /// <summary>Frees the moments.</summary>
    public void Dispose()
    {
        foreach (var moment in _firstMoments.Concat(_secondMoments))
        {
            moment.Dispose();
        }
    }

    private string FirstName(int i) => $"first_moment.{_parameters[i].Name}";

    private string SecondName(int i) => $"second_moment.{_parameters[i].Name}";

    private static Tensor Moment(Parameter parameter)
    {
        using var zeros = Tensor.Zeros(parameter.Value.Shape.ToArray());
        return zeros.To(parameter.Value.Device).Keep();
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> state, string name, int[] shape, DType dtype)
    {
        if (!state.TryGetValue(name, out var tensor))
        {
            throw new CheckpointException($"optimiser state: {name} is missing; it belongs to another model or was cut short");
        }

        return tensor.DType == dtype && tensor.Shape.ToArray().AsSpan().SequenceEqual(shape)
            ? tensor
            : throw new CheckpointException(
                $"optimiser state: {name}: expected {dtype} [{string.Join(", ", shape)}], got {tensor.DType} {tensor.Shape}");
    }
}
