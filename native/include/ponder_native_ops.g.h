/* Generated from native/ops/ops.txt by native/generate; edit those. */
#ifndef PONDER_NATIVE_OPS_H
#define PONDER_NATIVE_OPS_H

#ifdef __cplusplus
extern "C" {
#endif

PN_API pn_tensor pn_zeros(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number);
PN_API pn_tensor pn_ones(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number);
PN_API pn_tensor pn_empty(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number);
PN_API pn_tensor pn_full(const int32_t* shape_sizes, int32_t shape_count, double value, int32_t dtype_number);
PN_API pn_tensor pn_arange(int64_t count, int32_t dtype_number);
PN_API pn_tensor pn_zeros_like(pn_tensor self_handle);
PN_API pn_tensor pn_ones_like(pn_tensor self_handle);
PN_API pn_tensor pn_empty_like(pn_tensor self_handle);
PN_API pn_tensor pn_add(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_add_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_sub(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_sub_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_rsub_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_mul(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_mul_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_div(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_div_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_rdiv_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_remainder_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_neg(pn_tensor self_handle);
PN_API pn_tensor pn_abs(pn_tensor self_handle);
PN_API pn_tensor pn_sign(pn_tensor self_handle);
PN_API pn_tensor pn_square(pn_tensor self_handle);
PN_API pn_tensor pn_sqrt(pn_tensor self_handle);
PN_API pn_tensor pn_rsqrt(pn_tensor self_handle);
PN_API pn_tensor pn_reciprocal(pn_tensor self_handle);
PN_API pn_tensor pn_pow(pn_tensor self_handle, double exponent);
PN_API pn_tensor pn_pow_tensor(pn_tensor self_handle, pn_tensor exponent_handle);
PN_API pn_tensor pn_exp(pn_tensor self_handle);
PN_API pn_tensor pn_expm1(pn_tensor self_handle);
PN_API pn_tensor pn_log(pn_tensor self_handle);
PN_API pn_tensor pn_log1p(pn_tensor self_handle);
PN_API pn_tensor pn_sin(pn_tensor self_handle);
PN_API pn_tensor pn_cos(pn_tensor self_handle);
PN_API pn_tensor pn_floor(pn_tensor self_handle);
PN_API pn_tensor pn_ceil(pn_tensor self_handle);
PN_API pn_tensor pn_round(pn_tensor self_handle);
PN_API pn_tensor pn_clamp(pn_tensor self_handle, double low, double high);
PN_API pn_tensor pn_clamp_min(pn_tensor self_handle, double low);
PN_API pn_tensor pn_clamp_max(pn_tensor self_handle, double high);
PN_API pn_tensor pn_min_elementwise(pn_tensor a_handle, pn_tensor b_handle);
PN_API pn_tensor pn_max_elementwise(pn_tensor a_handle, pn_tensor b_handle);
PN_API pn_tensor pn_sigmoid(pn_tensor self_handle);
PN_API pn_tensor pn_log_sigmoid(pn_tensor self_handle);
PN_API pn_tensor pn_softplus(pn_tensor self_handle);
PN_API pn_tensor pn_silu(pn_tensor self_handle);
PN_API pn_tensor pn_gelu(pn_tensor self_handle);
PN_API pn_tensor pn_relu(pn_tensor self_handle);
PN_API pn_tensor pn_tanh(pn_tensor self_handle);
PN_API pn_tensor pn_softmax(pn_tensor self_handle, int32_t dim_number);
PN_API pn_tensor pn_log_softmax(pn_tensor self_handle, int32_t dim_number);
PN_API pn_tensor pn_log_sum_exp(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_sum(pn_tensor self_handle);
PN_API pn_tensor pn_sum_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_mean(pn_tensor self_handle);
PN_API pn_tensor pn_mean_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_variance(pn_tensor self_handle, int32_t dim_number, int32_t unbiased_number, int32_t keep_number);
PN_API pn_tensor pn_max(pn_tensor self_handle);
PN_API pn_tensor pn_max_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_min(pn_tensor self_handle);
PN_API pn_tensor pn_min_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_arg_max(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_arg_min(pn_tensor self_handle, int32_t dim_number, int32_t keep_number);
PN_API pn_tensor pn_any(pn_tensor self_handle);
PN_API pn_tensor pn_all(pn_tensor self_handle);
PN_API pn_tensor pn_cum_sum(pn_tensor self_handle, int32_t dim_number);
PN_API int32_t pn_sort(pn_tensor self_handle, int32_t dim_number, int32_t descending_number, pn_tensor* out_values, pn_tensor* out_indices);
PN_API int32_t pn_top_k(pn_tensor self_handle, int32_t count_number, int32_t dim_number, pn_tensor* out_values, pn_tensor* out_indices);
PN_API pn_tensor pn_greater(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_greater_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_greater_or_equal(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_greater_or_equal_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_less(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_less_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_less_or_equal(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_less_or_equal_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_equal(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_equal_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_not_equal(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_not_equal_scalar(pn_tensor self_handle, double value);
PN_API pn_tensor pn_logical_and(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_logical_or(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_logical_not(pn_tensor self_handle);
PN_API pn_tensor pn_is_finite(pn_tensor self_handle);
PN_API pn_tensor pn_is_nan(pn_tensor self_handle);
PN_API pn_tensor pn_masked_fill(pn_tensor self_handle, pn_tensor mask_handle, double value);
PN_API pn_tensor pn_where(pn_tensor condition_handle, pn_tensor a_handle, pn_tensor b_handle);
PN_API pn_tensor pn_mat_mul(pn_tensor self_handle, pn_tensor other_handle);
PN_API pn_tensor pn_tril(pn_tensor self_handle, int32_t diagonal_number);
PN_API pn_tensor pn_triu(pn_tensor self_handle, int32_t diagonal_number);
PN_API pn_tensor pn_view(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count);
PN_API pn_tensor pn_reshape(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count);
PN_API pn_tensor pn_flatten(pn_tensor self_handle, int32_t from_number, int32_t to_number);
PN_API pn_tensor pn_transpose(pn_tensor self_handle, int32_t dim0_number, int32_t dim1_number);
PN_API pn_tensor pn_permute(pn_tensor self_handle, const int32_t* dims_sizes, int32_t dims_count);
PN_API pn_tensor pn_unsqueeze(pn_tensor self_handle, int32_t dim_number);
PN_API pn_tensor pn_squeeze(pn_tensor self_handle, int32_t dim_number);
PN_API pn_tensor pn_expand(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count);
PN_API pn_tensor pn_repeat_interleave(pn_tensor self_handle, int32_t repeats_number, int32_t dim_number);
PN_API pn_tensor pn_flip(pn_tensor self_handle, int32_t dim_number);
PN_API pn_tensor pn_contiguous(pn_tensor self_handle);
PN_API pn_tensor pn_clone(pn_tensor self_handle);
PN_API pn_tensor pn_detach(pn_tensor self_handle);
PN_API pn_tensor pn_to(pn_tensor self_handle, int32_t dtype_number);
PN_API pn_tensor pn_narrow(pn_tensor self_handle, int32_t dim_number, int32_t start_number, int32_t length_number);
PN_API pn_tensor pn_select(pn_tensor self_handle, int32_t dim_number, int32_t index_number);
PN_API pn_tensor pn_index_select(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle);
PN_API pn_tensor pn_index_add(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle);
PN_API pn_tensor pn_gather(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle);
PN_API pn_tensor pn_scatter_add(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle);
PN_API pn_tensor pn_masked_select(pn_tensor self_handle, pn_tensor mask_handle);
PN_API pn_tensor pn_non_zero(pn_tensor self_handle);
PN_API pn_tensor pn_cat(const pn_tensor* tensors_handles, int32_t tensors_count, int32_t dim_number);
PN_API pn_tensor pn_stack(const pn_tensor* tensors_handles, int32_t tensors_count, int32_t dim_number);
PN_API pn_tensor pn_embedding(pn_tensor weight_handle, pn_tensor ids_handle);
PN_API int32_t pn_zero_in_place(pn_tensor self_handle);
PN_API int32_t pn_fill_in_place(pn_tensor self_handle, double value);
PN_API int32_t pn_add_in_place(pn_tensor self_handle, pn_tensor other_handle, double alpha);
PN_API int32_t pn_add_in_place_scalar(pn_tensor self_handle, double value);
PN_API int32_t pn_mul_in_place(pn_tensor self_handle, pn_tensor other_handle);
PN_API int32_t pn_mul_in_place_scalar(pn_tensor self_handle, double value);
PN_API int32_t pn_copy_from(pn_tensor self_handle, pn_tensor source_handle);
PN_API int32_t pn_index_copy_in_place(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle);

#ifdef __cplusplus
}
#endif

#endif
