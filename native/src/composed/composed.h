// The fused functions as compositions of libtorch's operations: what runs where a tensor does not lie on the CPU. Arguments, results and
// mathematics are those of fused/; is_composed (device.h) says which of the two works.
#pragma once

#include <ATen/TensorOperators.h>

#include "fused/support.h"

namespace pn::composed {

/// a [M, K] times b [K, N], both fp32 or both bf16: fp32.
Tensor product(const Tensor& a, const Tensor& b);

std::vector<Tensor> linears(const Tensor& x, at::TensorList weights, bool bfloat16);
Tensor rms_norm(const Tensor& x, const Tensor& weight, double eps);
Tensor rope(const Tensor& x, const Tensor& positions, const Tensor& cos, const Tensor& sin);
Tensor swiglu(const Tensor& gate, const Tensor& up);

/// cu_seqlens and parents (empty where every sequence stands alone) lie on the CPU.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& cu_seqlens, const Tensor& parents, double scale, bool bfloat16);

/// Log-probabilities and entropies; targets may lie on the CPU.
std::vector<Tensor> log_probs(const Tensor& h, const Tensor& weight, const Tensor& targets, double temperature, bool bfloat16);

struct AdamWNumbers {
    double learning_rate, beta1, beta2, epsilon, weight_decay, correction1, correction2, gradient_scale;
};
void adamw(const std::vector<Tensor>& params, const std::vector<Tensor>& grads, const std::vector<Tensor>& means, const std::vector<Tensor>& squares, const AdamWNumbers& step);
double sum_of_squares(const std::vector<Tensor>& tensors);

}  // namespace pn::composed
