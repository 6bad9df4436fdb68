// AdamW and the squared norm over lists, through libtorch's list operations: a handful of kernels for all tensors.
#include <ATen/ops/_foreach_add.h>
#include <ATen/ops/_foreach_addcdiv.h>
#include <ATen/ops/_foreach_addcmul.h>
#include <ATen/ops/_foreach_div.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_foreach_sqrt.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include <cmath>

#include "composed.h"

namespace pn::composed {

void adamw(const std::vector<Tensor>& params, const std::vector<Tensor>& grads, const std::vector<Tensor>& means, const std::vector<Tensor>& squares, const AdamWNumbers& step) {
    if (params.empty()) return;
    const c10::AutoGradMode outside(false);
    const std::vector<Tensor> g = at::_foreach_mul(grads, step.gradient_scale);
    at::_foreach_mul_(means, step.beta1);
    at::_foreach_add_(means, g, 1 - step.beta1);
    at::_foreach_mul_(squares, step.beta2);
    at::_foreach_addcmul_(squares, g, g, 1 - step.beta2);
    const std::vector<Tensor> denominators = at::_foreach_sqrt(squares);
    at::_foreach_div_(denominators, std::sqrt(step.correction2));
    at::_foreach_add_(denominators, step.epsilon);
    at::_foreach_mul_(params, 1 - step.learning_rate * step.weight_decay);
    at::_foreach_addcdiv_(params, means, denominators, -step.learning_rate / step.correction1);
    // Graphs that saved the old values, and bf16 copies of them, must notice.
    for (const Tensor& t : params) t.unsafeGetTensorImpl()->bump_version();
}

double sum_of_squares(const std::vector<Tensor>& tensors) {
    if (tensors.empty()) return 0;
    const c10::AutoGradMode outside(false);
    const Tensor norms = at::stack(at::_foreach_norm(tensors, 2)).to(at::kDouble);
    return (norms * norms).sum().item<double>();
}

}  // namespace pn::composed
