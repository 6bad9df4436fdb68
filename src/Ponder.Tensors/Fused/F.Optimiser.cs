namespace Ponder.Tensors;

public static unsafe partial class F
{
    /// <summary>
    /// One AdamW update of a list of weights in place (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2):
    /// g = s·g; m = β₁m + (1 − β₁)g; v = β₂v + (1 − β₂)g²; w = (1 − ηλ)w − η/(1 − β₁ᵏ) · m / (√(v/(1 − β₂ᵏ)) + ε).
    /// </summary>
    /// <param name="weights">w, contiguous fp32.</param>
    /// <param name="gradients">g, one per weight and of its size.</param>
    /// <param name="m">First moments.</param>
    /// <param name="v">Second moments.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="step">k, counted from 1.</param>
    /// <param name="gradientScale">s, the factor of a norm clip.</param>
    /// <remarks>The same bits for every number of threads. Weights count as changed: bf16 copies are renewed.</remarks>
    /// <exception cref="ShapeException">The lists differ in length.</exception>
    /// <exception cref="NativeException">A tensor is not contiguous fp32 or not of its weight's size.</exception>
    public static void AdamWInPlace(
        ReadOnlySpan<Tensor> weights,
        ReadOnlySpan<Tensor> gradients,
        ReadOnlySpan<Tensor> m,
        ReadOnlySpan<Tensor> v,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        long step,
        double gradientScale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (gradients.Length != weights.Length || m.Length != weights.Length || v.Length != weights.Length)
        {
            throw new ShapeException(
                $"AdamWInPlace: expected lists of one length, got {weights.Length} weights, {gradients.Length} gradients, {m.Length} first and {v.Length} second moments");
        }

        fixed (nint* p = Tensor.HandlesOf(weights), g = Tensor.HandlesOf(gradients), first = Tensor.HandlesOf(m), second = Tensor.HandlesOf(v))
        {
            NativeMethods.Check(NativeMethods.pn_adamw(p, g, first, second, weights.Length, learningRate, beta1, beta2, epsilon, weightDecay, step, gradientScale));
        }

        Tensor.KeepAlive(weights);
        Tensor.KeepAlive(gradients);
        Tensor.KeepAlive(m);
        Tensor.KeepAlive(v);
    }

    /// <summary>Σx² over all elements of all tensors: fp32 inside chunks of 4096, fp64 over chunks, the same for every number of threads.</summary>
    /// <param name="tensors">fp32 tensors.</param>
    public static double SumOfSquares(ReadOnlySpan<Tensor> tensors)
    {
        double sum;
        fixed (nint* handles = Tensor.HandlesOf(tensors))
        {
            NativeMethods.Check(NativeMethods.pn_sum_of_squares(handles, tensors.Length, &sum));
        }

        Tensor.KeepAlive(tensors);
        return sum;
    }
}
