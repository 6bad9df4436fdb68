namespace Ponder.Tensors.Optimisers;

/// <summary>
/// Clipping by the global norm (Pascanu et al. 2013, arXiv:1211.5063), as torch's <c>clip_grad_norm_</c> does it.
/// </summary>
public static class GradientClipping
{
    /// <summary>
    /// The L2 norm of all gradients together, summed over fixed chunks: the same for every number of threads. It is not
    /// finite when some gradient is infinite or NaN, or beyond 10¹⁸.
    /// </summary>
    /// <param name="parameters">The parameters; those without a gradient count as zero.</param>
    public static double GlobalNorm(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Tensor[] gradients = [.. parameters.Select(p => p.Value.Grad).OfType<Tensor>()];
        var norm = Math.Sqrt(NativeOptimiser.SumOfSquares(gradients));
        foreach (var gradient in gradients)
        {
            gradient.Dispose();
        }

        return norm;
    }

    /// <summary>
    /// What gradients of a norm are multiplied by: min(1, most / (norm + 10⁻⁶)); 1 where <paramref name="most"/> is 0
    /// (no clipping).
    /// </summary>
    /// <param name="norm">The global norm.</param>
    /// <param name="most">The largest norm that passes.</param>
    public static double Factor(double norm, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return most == 0 ? 1 : Math.Min(1, most / (norm + 1e-6));
    }

    /// <summary>
    /// The name of the first parameter whose gradient holds an infinity or a NaN, or null: what to say when the norm is
    /// not finite.
    /// </summary>
    public static string? FirstNonFinite(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters)
        {
            using var gradient = parameter.Value.Grad;
            if (gradient is not null && !double.IsFinite(NativeOptimiser.SumOfSquares(gradient)))
            {
                return parameter.Name;
            }
        }

        return null;
    }
}
