// The head of the fast mode in bf16: logits and residuals in blocks of columns, which lie densely in memory. A product whose rows are as long as
// a vocabulary runs at half the rate of one with short rows.
#pragma once

#include "support.h"

namespace pn {

struct HeadBlocks {
    const Tensor &h, &weight, &targets;   // bf16 [T, D], what bfloat16_weights gave for [V, D], int64 [T]
    float inverse;                        // of the temperature

    /// Whether this CPU runs it.
    static bool ready();

    /// residuals (bf16 [T, V] in blocks, or undefined) receives (j == target) - softmax(z)[j].
    void forward(const Tensor& lse, const Tensor& logp, const Tensor& entropy, const Tensor& residuals) const;

    /// dh and dw (both may be undefined) from what forward left; without residuals logits are made anew.
    void backward(const Tensor& lse, const Tensor& residuals, const Tensor& g, const Tensor& dh, const Tensor& dw) const;
};

}  // namespace pn
