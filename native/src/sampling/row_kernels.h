// The parts of sampling that read a whole row of logits, one table of functions per instruction set.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pn {

/// Logits per partial sum of a row, and per partial maximum.
inline constexpr int64_t kSumChunk = 512, kMaxBlock = 64;

struct RowKernels {
    /// max x; lse = log(sum exp(x t)) with the bits of Kernels::log_sum_exp; and sums[c] = sum of the weights of chunk c.
    /// The weight of a logit is exp(t (x - max)), and exactly 0 where that is below e^-87.3: such a token is never drawn.
    void (*softmax)(const float* x, int64_t v, float t, float* max, float* lse, float* sums);
    /// The weights of n logits.
    void (*weights)(const float* x, int64_t n, float t, float max, float* w);
    /// The maxima of blocks of kMaxBlock logits.
    void (*block_max)(const float* x, int64_t v, float* max);
};

/// The table that belongs to kernels().
const RowKernels& row_kernels();

}  // namespace pn
