// Generated from native/ops/ops.txt by native/generate; edit those.
#nullable enable
using System.Runtime.InteropServices;

namespace Ponder.Tensors;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial nint pn_zeros(int* shape, int shapeCount, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_ones(int* shape, int shapeCount, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_empty(int* shape, int shapeCount, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_full(int* shape, int shapeCount, double value, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_arange(long count, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_zeros_like(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_ones_like(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_empty_like(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_add(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_add_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_sub(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_sub_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_rsub_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_mul(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_mul_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_div(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_div_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_rdiv_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_remainder_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_neg(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_abs(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_sign(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_square(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_sqrt(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_rsqrt(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_reciprocal(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_pow(nint self, double exponent);

    [LibraryImport(Library)]
    internal static partial nint pn_pow_tensor(nint self, nint exponent);

    [LibraryImport(Library)]
    internal static partial nint pn_exp(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_expm1(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_log(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_log1p(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_sin(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_cos(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_floor(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_ceil(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_round(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_clamp(nint self, double low, double high);

    [LibraryImport(Library)]
    internal static partial nint pn_clamp_min(nint self, double low);

    [LibraryImport(Library)]
    internal static partial nint pn_clamp_max(nint self, double high);

    [LibraryImport(Library)]
    internal static partial nint pn_min_elementwise(nint a, nint b);

    [LibraryImport(Library)]
    internal static partial nint pn_max_elementwise(nint a, nint b);

    [LibraryImport(Library)]
    internal static partial nint pn_sigmoid(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_log_sigmoid(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_softplus(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_silu(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_gelu(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_relu(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_tanh(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_softmax(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_log_softmax(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_log_sum_exp(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_sum(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_sum_dim(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_mean(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_mean_dim(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_variance(nint self, int dim, int unbiased, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_max(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_max_dim(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_min(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_min_dim(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_arg_max(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_arg_min(nint self, int dim, int keep);

    [LibraryImport(Library)]
    internal static partial nint pn_any(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_all(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_cum_sum(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial int pn_sort(nint self, int dim, int descending, nint* values, nint* indices);

    [LibraryImport(Library)]
    internal static partial int pn_top_k(nint self, int count, int dim, nint* values, nint* indices);

    [LibraryImport(Library)]
    internal static partial nint pn_greater(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_greater_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_greater_or_equal(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_greater_or_equal_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_less(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_less_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_less_or_equal(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_less_or_equal_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_equal(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_equal_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_not_equal(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_not_equal_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_logical_and(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_logical_or(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_logical_not(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_is_finite(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_is_nan(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_masked_fill(nint self, nint mask, double value);

    [LibraryImport(Library)]
    internal static partial nint pn_where(nint condition, nint a, nint b);

    [LibraryImport(Library)]
    internal static partial nint pn_mat_mul(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial nint pn_tril(nint self, int diagonal);

    [LibraryImport(Library)]
    internal static partial nint pn_triu(nint self, int diagonal);

    [LibraryImport(Library)]
    internal static partial nint pn_view(nint self, int* shape, int shapeCount);

    [LibraryImport(Library)]
    internal static partial nint pn_reshape(nint self, int* shape, int shapeCount);

    [LibraryImport(Library)]
    internal static partial nint pn_flatten(nint self, int from, int to);

    [LibraryImport(Library)]
    internal static partial nint pn_transpose(nint self, int dim0, int dim1);

    [LibraryImport(Library)]
    internal static partial nint pn_permute(nint self, int* dims, int dimsCount);

    [LibraryImport(Library)]
    internal static partial nint pn_unsqueeze(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_squeeze(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_expand(nint self, int* shape, int shapeCount);

    [LibraryImport(Library)]
    internal static partial nint pn_repeat_interleave(nint self, int repeats, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_flip(nint self, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_contiguous(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_clone(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_detach(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_to(nint self, int dtype);

    [LibraryImport(Library)]
    internal static partial nint pn_narrow(nint self, int dim, int start, int length);

    [LibraryImport(Library)]
    internal static partial nint pn_select(nint self, int dim, int index);

    [LibraryImport(Library)]
    internal static partial nint pn_index_select(nint self, int dim, nint index);

    [LibraryImport(Library)]
    internal static partial nint pn_index_add(nint self, int dim, nint index, nint source);

    [LibraryImport(Library)]
    internal static partial nint pn_gather(nint self, int dim, nint index);

    [LibraryImport(Library)]
    internal static partial nint pn_scatter_add(nint self, int dim, nint index, nint source);

    [LibraryImport(Library)]
    internal static partial nint pn_masked_select(nint self, nint mask);

    [LibraryImport(Library)]
    internal static partial nint pn_non_zero(nint self);

    [LibraryImport(Library)]
    internal static partial nint pn_cat(nint* tensors, int tensorsCount, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_stack(nint* tensors, int tensorsCount, int dim);

    [LibraryImport(Library)]
    internal static partial nint pn_embedding(nint weight, nint ids);

    [LibraryImport(Library)]
    internal static partial int pn_zero_in_place(nint self);

    [LibraryImport(Library)]
    internal static partial int pn_fill_in_place(nint self, double value);

    [LibraryImport(Library)]
    internal static partial int pn_add_in_place(nint self, nint other, double alpha);

    [LibraryImport(Library)]
    internal static partial int pn_add_in_place_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial int pn_mul_in_place(nint self, nint other);

    [LibraryImport(Library)]
    internal static partial int pn_mul_in_place_scalar(nint self, double value);

    [LibraryImport(Library)]
    internal static partial int pn_copy_from(nint self, nint source);

    [LibraryImport(Library)]
    internal static partial int pn_index_copy_in_place(nint self, int dim, nint index, nint source);
}
