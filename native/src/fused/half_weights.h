// The products of the fast mode in bf16: our own with AMX where sizes allow it, else oneDNN's.
#pragma once

#include "support.h"

namespace pn {

/// What bfloat16_weights gave, [N, K], as the right side of products. Rows first .. first + count - 1 of the weight take part; first is a multiple
/// of 32, and so is count unless all do.
class HalfWeights {
public:
    explicit HalfWeights(const Tensor& value);

    int64_t outputs() const { return n_; }
    int64_t inputs() const { return k_; }

    /// y [m, count] = x w^T in bf16; or in fp32, plus `addend` where there is one.
    void forward(const uint16_t* x, uint16_t* y, int64_t m) const;
    void forward(const uint16_t* x, float* y, int64_t m, const float* addend = nullptr) const { forward(x, y, m, addend, 0, n_); }
    void forward(const uint16_t* x, float* y, int64_t m, const float* addend, int64_t first, int64_t count) const;

    /// dx [m, K] = dy [m, count] w in bf16; or in fp32, added to what is there where accumulate.
    void input_gradient(const uint16_t* dy, uint16_t* dx, int64_t m) const;
    void input_gradient(const uint16_t* dy, float* dx, int64_t m) const { input_gradient(dy, dx, m, false, 0, n_); }
    void input_gradient(const uint16_t* dy, float* dx, int64_t m, bool accumulate, int64_t first, int64_t count) const;

private:
    const uint16_t* by_rows(int64_t first) const { return data_ + first * k_; }
    const uint16_t* by_columns(int64_t first) const { return data_ + n_ * k_ + first * 32; }

    const uint16_t* data_;
    int64_t n_, k_;
    bool panels_;
};

/// dw [n, k] (+)= dy [m, n]^T x [m, k].
void half_weight_gradient(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate = false);

}  // namespace pn
