// RMSNorm, RoPE and SwiGLU; autograd records them.
#include <ATen/ops/cat.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/silu.h>

#include "composed.h"

namespace pn::composed {

Tensor rms_norm(const Tensor& x, const Tensor& weight, double eps) {
    const Tensor mean = at::mean(x * x, at::IntArrayRef(-1), /*keepdim=*/true);
    return x * at::rsqrt(mean + eps) * weight;
}

Tensor rope(const Tensor& x, const Tensor& positions, const Tensor& cos, const Tensor& sin) {
    const int64_t half = x.size(2) / 2;
    const Tensor c = cos.index_select(0, positions).unsqueeze(1), s = sin.index_select(0, positions).unsqueeze(1);   // [T, 1, K/2]
    const Tensor first = x.narrow(2, 0, half), second = x.narrow(2, half, half);
    return at::cat({first * c - second * s, second * c + first * s}, 2);
}

Tensor swiglu(const Tensor& gate, const Tensor& up) { return at::silu(gate) * up; }

}  // namespace pn::composed
