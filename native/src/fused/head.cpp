// Linear head, softmax, log-probability of the target and entropy in one function that never holds [T, V] when it is large.
#include <algorithm>

#include <c10/core/GradMode.h>

#include "composed/composed.h"
#include "device.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "bfloat16_weights.h"
#include "head_blocks.h"
#include "autograd_support.h"

namespace pn {
namespace {

/// Logits of one chunk of rows: 128 MB.
constexpr int64_t kChunkLogits = int64_t(32) << 20;
/// What a call keeps of its softmax for the gradient; above it logits are made anew, which costs a fourth product.
constexpr int64_t kKeptBytes = int64_t(512) << 20;

/// Targets that lie on the CPU are looked at; elsewhere that would wait for the device.
void check_targets(const Tensor& targets, int64_t v) {
    if (!targets.is_cpu()) return;
    const int64_t* target = integers(targets);
    for (int64_t i = 0; i < targets.numel(); i++)
        if (target[i] < 0 || target[i] >= v)
            throw std::runtime_error("log_probs: target " + std::to_string(target[i]) + " of row " + std::to_string(i) + " lies outside of the vocabulary of " + std::to_string(v));
}

/// z = h w^T / temperature;  logp = z[target] - lse(z);  entropy = lse(z) - sum softmax(z) z (not differentiable).
/// Gradient, with r[j] = (j == target) - softmax(z)[j]:  dh = g/temperature r w;  dw = r^T (g/temperature h). r does not depend on g, so it
/// is formed while the logits are there, and rounded to bf16 where products are.
/// A chunk holds whole rows of the vocabulary, so that a row's log-sum-exp is the one that the sampler computes.
struct LogProbs : torch::autograd::Function<LogProbs> {
    static int64_t chunk_rows(int64_t rows, int64_t v) {
        const int64_t most = std::max<int64_t>(1, kChunkLogits / v);
        return std::min(rows, most >= 512 ? most / 512 * 512 : most >= 64 ? most / 64 * 64 : most);
    }

    static void logits(const Tensor& h, const Tensor& w, int64_t first, int64_t rows, float* out) {
        const int64_t d = h.size(1), v = w.size(0);
        if (h.scalar_type() == at::kBFloat16) gemm_nt(halves(h) + first * d, halves(w), out, rows, v, d);
        else gemm_nt(floats(h) + first * d, floats(w), out, rows, v, d);
    }

    static char* row(const Tensor& x, int64_t first) { return static_cast<char*>(x.data_ptr()) + first * x.size(1) * int64_t(x.element_size()); }

    /// residuals [rows, V] (may be undefined) receives r.
    static void forward_rows(const Tensor& h, const Tensor& weight, const Tensor& targets, float inverse, const Tensor& lse, const Tensor& logp, const Tensor& entropy,
                             const Tensor& residuals) {
        const int64_t rows = h.size(0), v = weight.size(0), chunk = chunk_rows(rows, v);
        const bool in_place = residuals.defined() && residuals.scalar_type() == at::kFloat;
        const Tensor buffer = in_place ? Tensor() : empty_floats({chunk, v});
        const Kernels& k = kernels();
        for (int64_t i = 0; i < rows; i += chunk) {
            const int64_t n = std::min(chunk, rows - i), *target = integers(targets) + i;
            float* z = in_place ? floats(residuals) + i * v : floats(buffer);
            logits(h, weight, i, n, z);
            k.log_sum_exp(z, v, n, v, inverse, floats(lse) + i, floats(entropy) + i, nullptr);
            k.target_logp(z, v, target, n, inverse, floats(lse) + i, floats(logp) + i);
            if (residuals.defined()) k.target_minus_softmax(z, v, target, n, v, floats(lse) + i, inverse, row(residuals, i), !in_place);
        }
    }

    static variable_list forward(AutogradContext* context, Tensor h, Tensor weight, Tensor targets, double temperature, bool bfloat16, bool blocks, bool differentiated) {
        const int64_t rows = h.size(0), v = weight.size(0);
        const float inverse = static_cast<float>(1.0 / temperature);
        h = bfloat16 ? round_to_bfloat16(h) : h.contiguous();
        weight = blocks ? bfloat16_weights({weight}) : bfloat16 ? bfloat16_weight(weight) : weight.contiguous();
        Tensor logp = empty_floats({rows}), entropy = empty_floats({rows}), lse = empty_floats({rows}), residuals;
        if (differentiated && rows * v * (bfloat16 ? 2 : 4) <= kKeptBytes) residuals = bfloat16 ? empty_bfloat16({rows, v}) : empty_floats({rows, v});
        if (blocks) HeadBlocks{h, weight, targets, inverse}.forward(lse, logp, entropy, residuals);
        else forward_rows(h, weight, targets, inverse, lse, logp, entropy, residuals);
        context->saved_data["blocks"] = blocks;
        context->saved_data["kept"] = residuals.defined();
        context->save_for_backward({h, weight, targets, lse, residuals.defined() ? residuals : empty_floats({0})});
        context->saved_data["inverse"] = double(inverse);
        context->mark_non_differentiable({entropy});
        return {logp, entropy};
    }

    /// dh and dw (both may be undefined) of n rows from `first` on, r given.
    static void backward_rows(const Tensor& h, const Tensor& weight, const void* residuals, const float* g, float inverse, int64_t first, int64_t n, const Tensor& dh,
                              const Tensor& dw) {
        const int64_t d = h.size(1), v = weight.size(0);
        const bool bfloat16 = h.scalar_type() == at::kBFloat16;
        const auto* half = static_cast<const uint16_t*>(residuals);
        const auto* full = static_cast<const float*>(residuals);
        if (dh.defined()) {
            float* rows = floats(dh) + first * d;
            if (bfloat16) gemm_nn(half, halves(weight), rows, n, v, d);
            else gemm_nn(full, floats(weight), rows, n, v, d);
            kernels().scale_rows(rows, g + first, inverse, rows, n, d);
        }
        if (!dw.defined()) return;
        if (bfloat16) {
            const Tensor scaled = empty_bfloat16({n, d});
            kernels().scale_rows_half(halves(h) + first * d, g + first, inverse, halves(scaled), n, d);
            gemm_tn(half, halves(scaled), floats(dw), n, v, d, first > 0);
        } else {
            const Tensor scaled = empty_floats({n, d});
            kernels().scale_rows(floats(h) + first * d, g + first, inverse, floats(scaled), n, d);
            gemm_tn(full, floats(scaled), floats(dw), n, v, d, first > 0);
        }
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list s = context->get_saved_variables();
        const Tensor &h = s[0], &weight = s[1], &targets = s[2], &lse = s[3], g = gradients[0].contiguous();
        const float inverse = static_cast<float>(context->saved_data["inverse"].toDouble());
        const int64_t rows = h.size(0), d = h.size(1), v = weight.size(-2);
        Tensor dh, dw;
        if (context->needs_input_grad(0)) dh = empty_floats({rows, d});
        if (context->needs_input_grad(1)) dw = empty_floats({v, d});
        if (rows == 0 && dw.defined()) dw.zero_();
        if (context->saved_data["blocks"].toBool()) {
            HeadBlocks{h, weight, targets, inverse}.backward(lse, context->saved_data["kept"].toBool() ? s[4] : Tensor(), g, dh, dw);
        } else if (context->saved_data["kept"].toBool()) {
            if (rows > 0) backward_rows(h, weight, s[4].data_ptr(), floats(g), inverse, 0, rows, dh, dw);
        } else {
            const bool bfloat16 = h.scalar_type() == at::kBFloat16;
            const int64_t chunk = chunk_rows(rows, v);
            const Tensor buffer = empty_floats({chunk, v}), residuals = bfloat16 ? empty_bfloat16({chunk, v}) : buffer;
            for (int64_t i = 0; i < rows; i += chunk) {
                const int64_t n = std::min(chunk, rows - i);
                logits(h, weight, i, n, floats(buffer));
                kernels().target_minus_softmax(floats(buffer), v, integers(targets) + i, n, v, floats(lse) + i, inverse, residuals.data_ptr(), bfloat16);
                backward_rows(h, weight, residuals.data_ptr(), floats(g), inverse, i, n, dh, dw);
            }
        }
        return {dh, dw, Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

}  // namespace
}  // namespace pn

extern "C" int32_t pn_log_probs(pn_tensor h, pn_tensor head, pn_tensor targets, double temperature, int32_t bfloat16, pn_tensor* logp, pn_tensor* entropy) {
    return pn::guard_status([&] {
        const pn::Borrowed hidden(h), weight(head);
        const bool differentiated = c10::GradMode::is_enabled() && (hidden->requires_grad() || weight->requires_grad());
        const bool blocks = (bfloat16 == 2 || (bfloat16 == 1 && !pn::is_row_exact())) && pn::HeadBlocks::ready();
        const at::Tensor wanted = pn::Borrowed(targets)->contiguous();
        pn::check_targets(wanted, weight->size(0));
        const auto results = pn::is_composed(hidden) ? pn::composed::log_probs(hidden, weight, wanted, temperature, bfloat16 != 0)
                                                     : pn::LogProbs::apply(hidden.get(), weight.get(), wanted, temperature, bfloat16 != 0, blocks, differentiated);
        *logp = pn::give(results[0]);
        *entropy = pn::give(results[1]);
    });
}
