namespace Ponder.Tensors.Optimisers;

/// <summary>Clipping by the global norm (Pascanu et al. 2013, arXiv:1211.5063), as torch's <c>clip_grad_norm_</c> does it.</summary>
public static class GradientClipping
{
    /// <summary>
    /// The L2 norm of all gradients together, summed in double precision over fixed chunks: the same for every number of threads.
    /// It is infinite or NaN exactly when some gradient is.
    /// </summary>
    /// <param name="parameters">The parameters; those without a gradient count as zero.</param>
    public static double GlobalNorm(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var sum = 0.0;
        foreach (var parameter in parameters)
        {
            using var gradient = parameter.Value.Grad;
            if (gradient is not null)
            {
                sum += SumOfSquares(gradient);
            }
        }

        return Math.Sqrt(sum);
    }

    /// <summary>What gradients of a norm are multiplied by: min(1, most / (norm + 10⁻⁶)); 1 where <paramref name="most"/> is 0 (no clipping).</summary>
    /// <param name="norm">The global norm.</param>
    /// <param name="most">The largest norm that passes.</param>
    public static double Factor(double norm, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return most == 0 ? 1 : Math.Min(1, most / (norm + 1e-6));
    }

    /// <summary>The name of the first parameter whose gradient holds an infinity or a NaN, or null: what to say when the norm is not finite.</summary>
    public static string? FirstNonFinite(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var parameter in parameters)
        {
            using var gradient = parameter.Value.Grad;
            if (gradient is not null && !double.IsFinite(SumOfSquares(gradient)))
            {
                return parameter.Name;
            }
        }

        return null;
    }

    private static double SumOfSquares(Tensor gradient)
    {
        using var contiguous = gradient.Contiguous();
        return SumOfSquares(contiguous.Data<float>());
    }

    /// <summary>Σx² in double precision.</summary>
    internal static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
