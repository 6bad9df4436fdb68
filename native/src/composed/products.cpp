// Matrix products: linear maps, and the head with log-probability and entropy.
#include <ATen/ops/exp.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/api/include/torch/version.h>

#include <algorithm>

#include "composed.h"
#include "fused/autograd_support.h"
#include "fused/bfloat16_weights.h"

namespace pn::composed {
namespace {

struct Linears : torch::autograd::Function<Linears> {
    static variable_list forward(AutogradContext* context, Tensor x, at::TensorList weights, bool bfloat16) {
        variable_list saved{bfloat16 ? round_to_bfloat16(x) : x}, outputs;
        for (const Tensor& weight : weights) {
            saved.push_back(bfloat16 ? bfloat16_weight(weight) : weight);
            outputs.push_back(product(saved[0], saved.back().t()));
        }
        context->save_for_backward(std::move(saved));
        context->saved_data["bfloat16"] = bfloat16;
        return outputs;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const bool bfloat16 = context->saved_data["bfloat16"].toBool();
        variable_list result(gradients.size() + 2);
        for (size_t i = 0; i < gradients.size(); i++) {
            const Tensor dy = bfloat16 ? round_to_bfloat16(gradients[i]) : gradients[i];
            if (context->needs_input_grad(0)) {
                const Tensor dx = product(dy, saved[i + 1]);
                result[0] = result[0].defined() ? result[0] + dx : dx;
            }
            if (context->needs_input_grad(i + 1)) result[i + 1] = product(dy.t(), saved[0]);
        }
        return result;
    }
};

/// Logits of one chunk of rows: 128 MB; what a call keeps of its softmax for the gradient: 512 MB, else logits are made anew.
constexpr int64_t kChunkLogits = int64_t(32) << 20, kKeptBytes = int64_t(512) << 20;

/// As LogProbs of fused/head.cpp, with r[j] = (j == target) - softmax(z)[j].
struct LogProbs : torch::autograd::Function<LogProbs> {
    static Tensor residual(const Tensor& z, const Tensor& lse, const Tensor& targets, bool bfloat16) {
        Tensor r = (z - lse.unsqueeze(1)).exp_().neg_();
        const Tensor at_target = targets.unsqueeze(1);
        r.scatter_(1, at_target, r.gather(1, at_target) + 1);
        return bfloat16 ? round_to_bfloat16(r) : r;
    }

    static variable_list forward(AutogradContext* context, Tensor h, Tensor weight, Tensor targets, double inverse, bool bfloat16, bool differentiated) {
        const int64_t rows = h.size(0), v = weight.size(0), chunk = std::max<int64_t>(1, kChunkLogits / v);
        h = bfloat16 ? round_to_bfloat16(h) : h;
        weight = bfloat16 ? bfloat16_weight(weight) : weight;
        const auto floating = h.options().dtype(at::kFloat);
        const bool kept = differentiated && rows * v * (bfloat16 ? 2 : 4) <= kKeptBytes;
        Tensor logp = at::empty({rows}, floating), entropy = at::empty({rows}, floating), lse = at::empty({rows}, floating);
        Tensor residuals = at::empty({kept ? rows : 0, v}, h.options());
        for (int64_t i = 0; i < rows; i += chunk) {
            const int64_t n = std::min(chunk, rows - i);
            const Tensor z = product(h.narrow(0, i, n), weight.t()) * inverse, target = targets.narrow(0, i, n), sums = at::logsumexp(z, at::IntArrayRef(1));
            lse.narrow(0, i, n).copy_(sums);
            logp.narrow(0, i, n).copy_(z.gather(1, target.unsqueeze(1)).squeeze(1) - sums);
            const Tensor logs = (z - sums.unsqueeze(1)).clamp_min_(-1e30);   // a logit of -inf has probability 0 and adds nothing
            entropy.narrow(0, i, n).copy_((logs * logs.exp()).sum(at::IntArrayRef(1)).neg_());
            if (kept) residuals.narrow(0, i, n).copy_(residual(z, sums, target, bfloat16));
        }
        context->save_for_backward({h, weight, targets, lse, residuals});
        context->saved_data["kept"] = kept;
        context->saved_data["inverse"] = inverse;
        context->mark_non_differentiable({entropy});
        return {logp, entropy};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list s = context->get_saved_variables();
        const Tensor &h = s[0], &weight = s[1], &targets = s[2], &lse = s[3];
        const double inverse = context->saved_data["inverse"].toDouble();
        const bool bfloat16 = h.scalar_type() == at::kBFloat16, kept = context->saved_data["kept"].toBool();
        const int64_t rows = h.size(0), v = weight.size(0), chunk = kept ? std::max<int64_t>(1, rows) : std::max<int64_t>(1, kChunkLogits / v);
        const Tensor g = (gradients[0] * inverse).unsqueeze(1);   // [T, 1]
        Tensor dh, dw;
        if (context->needs_input_grad(0)) dh = at::empty(h.sizes(), g.options());
        if (context->needs_input_grad(1)) dw = at::zeros(weight.sizes(), g.options());
        for (int64_t i = 0; i < rows; i += chunk) {
            const int64_t n = std::min(chunk, rows - i);
            const Tensor part = h.narrow(0, i, n), factor = g.narrow(0, i, n);
            const Tensor r = kept ? s[4] : residual(product(part, weight.t()) * inverse, lse.narrow(0, i, n), targets.narrow(0, i, n), bfloat16);
            if (dh.defined()) dh.narrow(0, i, n).copy_(product(r, weight) * factor);
            if (dw.defined()) {
                const Tensor scaled = part.to(at::kFloat) * factor;
                dw += product(r.t(), bfloat16 ? round_to_bfloat16(scaled) : scaled);
            }
        }
        return {dh, dw, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

}  // namespace

Tensor product(const Tensor& a, const Tensor& b) {
    if (a.scalar_type() == at::kFloat) return at::mm(a, b);
    if (a.is_cpu()) return at::mm(a.to(at::kFloat), b.to(at::kFloat));   // tests
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 8)
    return at::mm(a, b, at::kFloat);
#else
    return at::mm(a, b).to(at::kFloat);   // rounded to bf16 once more: older kernels give nothing else
#endif
}

variable_list linears(const Tensor& x, at::TensorList weights, bool bfloat16) { return Linears::apply(x, weights, bfloat16); }

variable_list log_probs(const Tensor& h, const Tensor& weight, const Tensor& targets, double temperature, bool bfloat16) {
    const bool differentiated = c10::GradMode::is_enabled() && (h.requires_grad() || weight.requires_grad());
    return LogProbs::apply(h, weight, targets.to(h.device()), double(static_cast<float>(1.0 / temperature)), bfloat16, differentiated);
}

}  // namespace pn::composed
