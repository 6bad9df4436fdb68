/* Fused, differentiable functions and the optimiser. fp32 unless said; shapes are checked by the caller. */
#ifndef PONDER_NATIVE_FUSED_H
#define PONDER_NATIVE_FUSED_H

#include "ponder_native.h"

#ifdef __cplusplus
extern "C" {
#endif

/* outputs[i] [T, Out_i] = x [T, In] times weights[i] [Out_i, In] transposed; bfloat16: bf16 operands, fp32 sums. */
PN_API int32_t pn_linears(pn_tensor x, const pn_tensor* weights, int32_t count, int32_t bfloat16, pn_tensor* outputs);
/* x [T, D], weight [D]. */
PN_API pn_tensor pn_rms_norm(pn_tensor x, pn_tensor weight, double eps);
/* x [T, H, K], positions int64 [T], cos and sin [S, K/2]; the two halves of a head rotate. */
PN_API pn_tensor pn_rope(pn_tensor x, pn_tensor positions, pn_tensor cos, pn_tensor sin);
/* silu(gate) * up, both [T, F]. */
PN_API pn_tensor pn_swiglu(pn_tensor gate, pn_tensor up);
/* q [T, H, K], k and v [T, G, K], cu_seqlens int64 [N + 1]; causal within each sequence. parents int64 [N] or null: segment i continues
 * segment parents[i] < i (-1: nothing) and sees its rows and those of its ancestors as well.
 * bfloat16: operands are rounded to bf16 where exact rows were not asked for (1) or always (2, for tests), if the CPU has AVX512-BF16. */
PN_API pn_tensor pn_attention(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor cu_seqlens, pn_tensor parents, double scale,
                              int32_t bfloat16);
/* h [T, D], head [V, D], targets int64 [T]; logp and entropy [T], of softmax(h head^T / temperature). bfloat16 as in pn_attention: rows are
 * exact where asked for (1), or never (2, for tests). */
PN_API int32_t pn_log_probs(pn_tensor h, pn_tensor head, pn_tensor targets, double temperature, int32_t bfloat16, pn_tensor* logp, pn_tensor* entropy);

/* Whether the two blocks below run here: exact rows were not asked for, the CPU has AVX512-BF16, and heads of this width fit. */
PN_API int32_t pn_blocks_ready(int32_t head_width);
/* x + down(silu(gate h) * up h), h = RMSNorm of x [T, D]; gate and up [F, D], down [D, F]. bf16 operands, fp32 sums. */
PN_API pn_tensor pn_feed_forward_block(pn_tensor x, pn_tensor norm, pn_tensor gate, pn_tensor up, pn_tensor down, double eps);
/* x + out(attention of q h, k h and v h), h = RMSNorm of x [T, D], queries and keys rotated; q [H K, D], k and v [G K, D], out [D, H K].
 * The rest as in pn_rope and pn_attention. */
PN_API pn_tensor pn_attention_block(pn_tensor x, pn_tensor norm, pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor out, pn_tensor positions, pn_tensor cos, pn_tensor sin,
                                    pn_tensor cu_seqlens, pn_tensor parents, double eps, double scale, int32_t heads, int32_t kv_heads);

/* One AdamW step over lists of contiguous tensors; grads are multiplied by gradient_scale first; step counts from 1. */
PN_API int32_t pn_adamw(const pn_tensor* params, const pn_tensor* grads, const pn_tensor* m, const pn_tensor* v, int32_t count, double learning_rate,
                        double beta1, double beta2, double epsilon, double weight_decay, int64_t step, double gradient_scale);
/* The sum of squares of all elements of all tensors. */
PN_API int32_t pn_sum_of_squares(const pn_tensor* tensors, int32_t count, double* sum);

/* For tests: what decoding computes, from the inputs of training.
 * Attention through the block cache, `chunk` rows of every sequence at a time. */
PN_API pn_tensor pn_attention_by_cache(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor cu_seqlens, double scale, int32_t chunk);
/* x times a weight that was packed for repeated use. */
PN_API pn_tensor pn_linear_packed(pn_tensor x, pn_tensor weight, int32_t bfloat16);

#ifdef __cplusplus
}
#endif

#endif
