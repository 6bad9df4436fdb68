#include "half_weights.h"

#include <algorithm>

#include "kernels/gemm.h"
#include "kernels/panel_products.h"

namespace pn {
namespace {

const PanelProducts& panels() {
    if (const PanelProducts* p = panel_products()) return *p;
    throw std::runtime_error("block: the instruction set was forced between the forward and the backward pass");
}

}  // namespace

HalfWeights::HalfWeights(const Tensor& value) : data_(halves(value)), n_(value.size(-2)), k_(value.size(-1)), panels_(value.dim() == 3) {}

void HalfWeights::forward(const uint16_t* x, uint16_t* y, int64_t m) const {
    if (panels_) panels().product(x, by_rows(0), kPanel * k_, y, true, nullptr, m, n_, k_);
    else gemm_nt_half(x, data_, y, m, n_, k_);
}

void HalfWeights::forward(const uint16_t* x, float* y, int64_t m, const float* addend, int64_t first, int64_t count) const {
    if (panels_) panels().product(x, by_rows(first), kPanel * k_, y, false, addend, m, count, k_);
    else if (addend) gemm_nt_add(x, by_rows(first), addend, y, m, count, k_);
    else gemm_nt(x, by_rows(first), y, m, count, k_);
}

void HalfWeights::input_gradient(const uint16_t* dy, uint16_t* dx, int64_t m) const {
    if (panels_) panels().product(dy, by_columns(0), kPanel * n_, dx, true, nullptr, m, k_, n_);
    else gemm_nn_half(dy, data_, dx, m, n_, k_);
}

void HalfWeights::input_gradient(const uint16_t* dy, float* dx, int64_t m, bool accumulate, int64_t first, int64_t count) const {
    if (panels_) panels().product(dy, by_columns(first), kPanel * n_, dx, false, accumulate ? dx : nullptr, m, k_, count);
    else gemm_nn(dy, by_rows(first), dx, m, count, k_, accumulate);
}

void half_weight_gradient(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) {
    const PanelProducts* own = n % kPanel == 0 && k % kPanel == 0 && m > 0 ? panel_products() : nullptr;
    if (own) own->weight_gradient(dy, x, dw, m, n, k, accumulate);
    else if (m > 0) gemm_tn(dy, x, dw, m, n, k, accumulate);
    else if (!accumulate) std::fill(dw, dw + n * k, 0.f);
}

}  // namespace pn
