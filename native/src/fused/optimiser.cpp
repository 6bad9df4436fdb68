// AdamW and the squared norm over lists of tensors.
#include <cmath>

#include "composed/composed.h"
#include "device.h"
#include "kernels/kernels.h"
#include "support.h"

namespace pn {
namespace {

/// fp32 and contiguous, or an error that says which tensor of which list.
float* listed(const at::Tensor& t, const char* list, size_t i, int64_t elements) {
    if (!t.defined() || t.scalar_type() != at::kFloat || !t.is_contiguous() || t.numel() != elements)
        throw std::runtime_error(std::string("adamw: ") + list + "[" + std::to_string(i) + "] must be a contiguous float32 tensor of " + std::to_string(elements) + " elements");
    return floats(t);
}

void adamw(const std::vector<Tensor>& params, const std::vector<Tensor>& grads, const std::vector<Tensor>& means, const std::vector<Tensor>& squares, const AdamWStep& step) {
    const size_t n = params.size();
    std::vector<float*> p(n), m(n), v(n);
    std::vector<const float*> g(n);
    std::vector<int64_t> lengths(n);
    std::vector<Tensor> held;
    for (size_t i = 0; i < n; i++) {
        lengths[i] = params[i].numel();
        p[i] = listed(params[i], "params", i, lengths[i]);
        m[i] = listed(means[i], "m", i, lengths[i]);
        v[i] = listed(squares[i], "v", i, lengths[i]);
        held.push_back(grads[i].contiguous());
        g[i] = listed(held.back(), "grads", i, lengths[i]);
    }
    kernels().adamw(int(n), p.data(), g.data(), m.data(), v.data(), lengths.data(), step);
    // Graphs that saved the old values, and bf16 copies of them, must notice.
    for (const Tensor& t : params) t.unsafeGetTensorImpl()->bump_version();
}

double sum_of_squares(const std::vector<Tensor>& tensors) {
    std::vector<Tensor> held;
    std::vector<const float*> x;
    std::vector<int64_t> lengths;
    for (const Tensor& t : tensors) {
        if (t.scalar_type() != at::kFloat) throw std::runtime_error("sum_of_squares: expected float32 tensors");
        held.push_back(t.contiguous());
        x.push_back(floats(held.back()));
        lengths.push_back(t.numel());
    }
    return kernels().sum_of_squares(int(x.size()), x.data(), lengths.data());
}

}  // namespace
}  // namespace pn

extern "C" {

int32_t pn_adamw(const pn_tensor* params, const pn_tensor* grads, const pn_tensor* m, const pn_tensor* v, int32_t count, double learning_rate, double beta1,
                 double beta2, double epsilon, double weight_decay, int64_t step, double gradient_scale) {
    return pn::guard_status([&] {
        const pn::AdamWStep s{learning_rate, beta1, beta2, epsilon, weight_decay, 1 - std::pow(beta1, double(step)), 1 - std::pow(beta2, double(step)), gradient_scale};
        const auto p = pn::borrow_list(params, count), g = pn::borrow_list(grads, count), first = pn::borrow_list(m, count), second = pn::borrow_list(v, count);
        if (!p.empty() && pn::is_composed(p[0]))
            pn::composed::adamw(p, g, first, second, {learning_rate, beta1, beta2, epsilon, weight_decay, s.bias_correction1, s.bias_correction2, gradient_scale});
        else pn::adamw(p, g, first, second, s);
    });
}

int32_t pn_sum_of_squares(const pn_tensor* tensors, int32_t count, double* sum) {
    return pn::guard_status([&] {
        const auto list = pn::borrow_list(tensors, count);
        *sum = !list.empty() && pn::is_composed(list[0]) ? pn::composed::sum_of_squares(list) : pn::sum_of_squares(list);
    });
}

}  // extern "C"
