// The CPU kernels that libtorch composes badly, one table of function pointers per instruction set.
//
// Everything is fp32. Extents: T/rows tokens, D model width, H query heads, G key/value heads, K head width, F feed-forward
// width, V vocabulary. A "stride" is the distance between two rows in floats; inside a row, data is contiguous.
//
// Contract of every forward kernel: the arithmetic of one row (order of fused multiply-adds, of reductions, of exponentials)
// depends on that row alone - not on the number of rows, on tiling, or on threads. So a row computed in a decode step of one
// token has the same bits as the same row in a training batch.
// Contract of every gradient: reductions run over fixed chunks, never over threads; the result is the same for any thread count.
//
// Any width is allowed; tails are masked. Rows need no alignment. Kernels use the OpenMP threads of the calling thread.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pn {

/// Positions per block of the key/value cache, and keys per step of the online softmax.
inline constexpr int kCacheBlock = 64;

/// Causal attention over packed sequences: sequence s owns rows cu_seqlens[s] .. cu_seqlens[s+1]-1 of q, k and v.
/// Query head h reads key/value head h / (heads / kv_heads).
struct PackedAttention {
    const float* q;               // [T, H, K], row stride q_stride
    const float* k;               // [T, G, K], row stride k_stride
    const float* v;               // [T, G, K], row stride v_stride
    ptrdiff_t q_stride, k_stride, v_stride;
    const int64_t* cu_seqlens;    // [sequences + 1], starts at 0
    int sequences;
    int heads, kv_heads, width;   // H, G, K
    float scale;                  // usually 1/sqrt(K)
};

/// The rows of one decode or prefill step over a block cache.
/// Sequence s owns rows row_start[s] .. row_start[s+1]-1 (n rows); its last row sits at position context[s]-1,
/// so row i of the sequence sits at position context[s]-n+i. Position p lives in block block_table[s*table_stride + p/64], slot p%64.
/// Block b of this layer starts at k_cache + b*block_stride, shape [G][K][64], and at v_cache + b*block_stride, shape [G][64][K].
struct CacheView {
    float* k_cache;
    float* v_cache;
    ptrdiff_t block_stride;       // floats between two blocks, >= G*K*64
    const int32_t* block_table;
    ptrdiff_t table_stride;
    const int32_t* row_start;     // [sequences + 1]
    const int32_t* context;       // [sequences], positions cached including the rows of this step
    int sequences;
    int kv_heads, width;          // G, K
};

/// One AdamW update (Loshchilov & Hutter 2019, arXiv:1711.05101, algorithm 2) with bias corrections 1 - beta^step:
/// g' = s g;  m = b1 m + (1-b1) g';  v = b2 v + (1-b2) g'^2;  p = (1 - lr wd) p - (lr / c1) m / (sqrt(v / c2) + eps).
/// fp64, so that 1 - b2 and the like are rounded once.
struct AdamWStep {
    double learning_rate, beta1, beta2, epsilon, weight_decay;
    double bias_correction1, bias_correction2;   // c1, c2
    double gradient_scale;                       // s
};

/// Packed segments that continue one another: the sequences of PackedAttention are segments, and a segment begins where its parent
/// ends. Its queries see the keys of all its ancestors and, causally, its own: together the chain of the segment, by position.
struct SegmentTree {
    const int32_t* first;          // [segments] position of the segment's first row
    const int64_t* chain_start;    // [segments + 1] where each chain begins in `chain`
    const int32_t* chain;          // rows of the packed tensors
    const int64_t* table_start;    // [segments + 1] where each segment's table of key blocks begins
    const int32_t* table;          // block that holds positions 64 j .. 64 j + 63; whole blocks are those of the ancestor
    const int32_t* block_segment;  // [blocks] whose chain the block is made of
    const int32_t* block_index;    // [blocks] j
    int64_t blocks;
    const int64_t* use_start;      // [rows + 1] where the entries of `chain` that name a row begin in `uses`
    const int64_t* uses;           // ascending
};

struct Kernels {
    const char* isa;   // "avx512", "avx2" or "portable"

    // y = x * r * w, r = 1 / sqrt(mean(x^2) + eps). rstd [rows] may be null.
    void (*rms_forward)(const float* x, const float* w, float* y, float* rstd, int64_t rows, int64_t d, float eps);
    // dx = r (dy w) - x r^3 / d * sum(dy w x);  dw = sum over rows of dy x r. dx or dw may be null.
    void (*rms_backward)(const float* x, const float* w, const float* dy, const float* rstd, float* dx, float* dw, int64_t rows, int64_t d);

    // Half-split rotation of each head: (a, b) -> (a cos - b sin, b cos + a sin), a and b the halves of the head, cos/sin [S, K/2]
    // at row positions[i]. sign = -1 rotates back (the gradient). x == y is allowed.
    void (*rope)(const float* x, ptrdiff_t x_stride, float* y, ptrdiff_t y_stride, const int64_t* positions, const float* cos, const float* sin,
                 int64_t rows, int heads, int width, float sign);

    // y = gate * sigmoid(gate) * up; y has rows of exactly f.
    void (*swiglu_forward)(const float* gate, ptrdiff_t gate_stride, const float* up, ptrdiff_t up_stride, float* y, int64_t rows, int64_t f);
    void (*swiglu_backward)(const float* gate, ptrdiff_t gate_stride, const float* up, ptrdiff_t up_stride, const float* dy,
                            float* dgate, ptrdiff_t dgate_stride, float* dup, ptrdiff_t dup_stride, int64_t rows, int64_t f);

    // out [T, H, K] contiguous; lse [H, T] (log-sum-exp of the scaled scores, kept for the gradient) may be null.
    void (*attention_forward)(const PackedAttention& a, float* out, float* lse);
    // dq [T, H, K], dk and dv [T, G, K], contiguous, overwritten.
    void (*attention_backward)(const PackedAttention& a, const float* out, const float* dout, const float* lse, float* dq, float* dk, float* dv);

    // Writes the step's keys and values (rows of G*K) into their slots of the cache.
    void (*kv_append)(const CacheView& cache, const float* k, ptrdiff_t k_stride, const float* v, ptrdiff_t v_stride);
    // The step's queries (rows of H*K) over the cache; the keys of the step must have been appended. Bit-equal to attention_forward.
    void (*attention_cached)(const CacheView& cache, const float* q, ptrdiff_t q_stride, float* out, ptrdiff_t out_stride, int heads, float scale);

    // Per row of logits z = x * inverse_temperature: lse = log(sum exp z), entropy = lse - sum softmax(z) z, max = max z.
    // entropy and max may be null.
    void (*log_sum_exp)(const float* logits, ptrdiff_t stride, int64_t rows, int64_t v, float inverse_temperature, float* lse, float* entropy, float* max);
    // logp[i] = logits[i][target[i]] * inverse_temperature - lse[i]: the one definition that sampler and trainer share.
    void (*target_logp)(const float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, float inverse_temperature, const float* lse, float* logp);
    // In place: logits[i][j] <- g[i] * inverse_temperature * ((j == target[i]) - softmax(z)[j]).
    void (*dlogits)(float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, int64_t v, const float* lse, const float* g, float inverse_temperature);

    // x += y.
    void (*add_into)(float* x, const float* y, int64_t n);
    // Round to nearest even; NaN stays NaN.
    void (*to_bfloat16)(const float* x, uint16_t* y, int64_t n);

    // Lists of n tensors of lengths[i] elements.
    void (*adamw)(int n, float* const* p, const float* const* g, float* const* m, float* const* v, const int64_t* lengths, const AdamWStep& step);
    double (*sum_of_squares)(int n, const float* const* x, const int64_t* lengths);

    // The same as attention_forward and attention_backward where sequences share beginnings. A row has the bits that it has in a
    // sequence of its own.
    void (*attention_tree_forward)(const PackedAttention& a, const SegmentTree& tree, float* out, float* lse);
    void (*attention_tree_backward)(const PackedAttention& a, const SegmentTree& tree, const float* out, const float* dout, const float* lse,
                                    float* dq, float* dk, float* dv);

    // out[i][j] = (j == target[i]) - softmax(z)[j], dense rows of v: bf16 (half) or fp32, which may overwrite the logits.
    void (*target_minus_softmax)(const float* logits, ptrdiff_t stride, const int64_t* targets, int64_t rows, int64_t v, const float* lse,
                                 float inverse_temperature, void* out, bool half);
    // y[i] = g[i] * factor * x[i]; x == y is allowed.
    void (*scale_rows)(const float* x, const float* g, float factor, float* y, int64_t rows, int64_t d);
    void (*scale_rows_half)(const uint16_t* x, const float* g, float factor, uint16_t* y, int64_t rows, int64_t d);
};

/// Attention with bf16 operands and fp32 sums, for the fast mode: see attention_tree_forward and attention_tree_backward.
struct HalfAttention {
    void (*forward)(const PackedAttention& a, const SegmentTree& tree, float* out, float* lse);
    void (*backward)(const PackedAttention& a, const SegmentTree& tree, const float* out, const float* dout, const float* lse, float* dq, float* dk, float* dv);
};
/// Null where the CPU lacks AVX512-BF16, and for heads wider than it has room for.
const HalfAttention* half_attention(int width);

/// Row kernels around bf16 products, for the fast mode: what the next product reads is written in bf16 at once. Rows are dense.
struct HalfRows {
    // y = bf16(x r w), r = 1 / sqrt(mean(x^2) + eps); rstd [rows].
    void (*norm)(const float* x, const float* w, uint16_t* y, float* rstd, int64_t rows, int64_t d, float eps);
    // dx = residual + the gradient of the norm for x; dw as in rms_backward, or null.
    void (*norm_backward)(const float* x, const float* w, const uint16_t* dy, const float* rstd, const float* residual, float* dx, float* dw, int64_t rows, int64_t d);
    // gate_up [rows][2 F], gate first: y [rows][F] = silu(gate) up.
    void (*swiglu)(const uint16_t* gate_up, uint16_t* y, int64_t rows, int64_t f);
    // The gradient of gate_up; y is made again.
    void (*swiglu_backward)(const uint16_t* gate_up, const uint16_t* dy, uint16_t* d_gate_up, uint16_t* y, int64_t rows, int64_t f);
    // out [rows][(H + 2 G) K] = bf16 of dq and dk, rotated back, and of dv.
    void (*rotate_back)(const float* dq, const float* dk, const float* dv, const int64_t* positions, const float* cos, const float* sin, uint16_t* out, int64_t rows,
                        int heads, int kv_heads, int width);
    void (*round)(const float* x, uint16_t* y, int64_t n);
    // A block of columns of logits, z = x * inverse_temperature: per row the running maximum of z, sum exp(z - top) and sum exp(z - top) (z - top).
    void (*softmax_sums)(const float* x, int64_t rows, int64_t columns, float inverse_temperature, float* top, float* total, float* weighted, bool first);
    // The block whose first column is `begin`: out[i][j] = (begin + j == target[i]) - exp(z - lse[i]).
    void (*target_minus_softmax)(const float* x, const int64_t* targets, int64_t begin, int64_t rows, int64_t columns, const float* lse, float inverse_temperature,
                                 uint16_t* out);
};
/// Null where half_attention is.
const HalfRows* half_rows(int width);

/// The table in use: the best that the CPU supports, unless forced by set_isa or by the environment variable PONDER_ISA.
const Kernels& kernels();

/// Forces "avx512", "avx2" or "portable" for the whole process; null or "" returns to the best.
/// False when the name is unknown or the CPU lacks it, and then nothing changes.
bool set_isa(const char* name);
/// Whether set_isa named one: extensions beyond it (AMX) then stay unused.
bool isa_is_forced();

}  // namespace pn
