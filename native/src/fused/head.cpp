// Linear head, softmax, log-probability of the target and entropy in one function that never holds [T, V] when it is large.
#include <algorithm>

#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "bfloat16_weights.h"
#include "support.h"

namespace pn {
namespace {

/// Logits of a call are kept for the gradient up to this many floats (64 MB); above it they are made anew in chunks of rows.
constexpr int64_t kKeptLogits = int64_t(16) << 20;

/// z = h w^T / temperature;  logp = z[target] - lse(z);  entropy = lse(z) - sum softmax(z) z (not differentiable).
/// Gradient: dz[j] = g ((j == target) - softmax(z)[j]);  dh = dz w / temperature;  dw = dz^T h / temperature.
/// A chunk holds whole rows of the vocabulary, so that a row's log-sum-exp is the one that the sampler computes.
struct LogProbs : torch::autograd::Function<LogProbs> {
    static int64_t chunk_rows(int64_t rows, int64_t v) {
        if (rows * v <= kKeptLogits) return rows;
        return std::min(rows, std::max<int64_t>(1, kKeptLogits / v / 64 * 64 > 0 ? kKeptLogits / v / 64 * 64 : kKeptLogits / v));
    }

    static void logits(const Tensor& h, const Tensor& w, int64_t first, int64_t rows, float* out) {
        const int64_t d = h.size(1), v = w.size(0);
        if (h.scalar_type() == at::kBFloat16) gemm_nt(halves(h) + first * d, halves(w), out, rows, v, d);
        else gemm_nt(floats(h) + first * d, floats(w), out, rows, v, d);
    }

    static variable_list forward(AutogradContext* context, Tensor h, Tensor weight, Tensor targets, double temperature, bool bfloat16) {
        const int64_t rows = h.size(0), v = weight.size(0), chunk = chunk_rows(rows, v);
        const float inverse = static_cast<float>(1.0 / temperature);
        const int64_t* target = integers(targets);
        for (int64_t i = 0; i < rows; i++)
            if (target[i] < 0 || target[i] >= v)
                throw std::runtime_error("log_probs: target " + std::to_string(target[i]) + " of row " + std::to_string(i) + " lies outside of the vocabulary of " + std::to_string(v));
        h = bfloat16 ? round_to_bfloat16(h) : h.contiguous();
        weight = bfloat16 ? bfloat16_weight(weight) : weight.contiguous();
        Tensor logp = empty_floats({rows}), entropy = empty_floats({rows}), lse = empty_floats({rows}), buffer = empty_floats({chunk, v});
        const Kernels& k = kernels();
        for (int64_t i = 0; i < rows; i += chunk) {
            const int64_t n = std::min(chunk, rows - i);
            logits(h, weight, i, n, floats(buffer));
            k.log_sum_exp(floats(buffer), v, n, v, inverse, floats(lse) + i, floats(entropy) + i, nullptr);
            k.target_logp(floats(buffer), v, target + i, n, inverse, floats(lse) + i, floats(logp) + i);
        }
        const bool kept = chunk == rows;
        context->save_for_backward({h, weight, targets, lse, kept ? buffer : empty_floats({0})});
        context->saved_data["inverse"] = double(inverse);
        context->saved_data["kept"] = kept;
        context->mark_non_differentiable({entropy});
        return {logp, entropy};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list s = context->get_saved_variables();
        const Tensor &h = s[0], &weight = s[1], &targets = s[2], &lse = s[3], g = gradients[0].contiguous();
        const bool bfloat16 = h.scalar_type() == at::kBFloat16, kept = context->saved_data["kept"].toBool();
        context->saved_data["kept"] = false;   // the gradient overwrites the kept logits
        const float inverse = static_cast<float>(context->saved_data["inverse"].toDouble());
        const int64_t rows = h.size(0), d = h.size(1), v = weight.size(0), chunk = chunk_rows(rows, v);
        Tensor dh, dw, buffer = kept ? s[4] : empty_floats({chunk, v});
        if (context->needs_input_grad(0)) dh = empty_floats({rows, d});
        if (context->needs_input_grad(1)) dw = empty_floats({v, d});
        for (int64_t i = 0; i < rows; i += chunk) {
            const int64_t n = std::min(chunk, rows - i);
            if (!kept) logits(h, weight, i, n, floats(buffer));
            kernels().dlogits(floats(buffer), v, integers(targets) + i, n, v, floats(lse) + i, floats(g) + i, inverse);
            if (bfloat16) {
                const Tensor dz = round_to_bfloat16(buffer.narrow(0, 0, n));
                if (dh.defined()) gemm_nn(halves(dz), halves(weight), floats(dh) + i * d, n, v, d);
                if (dw.defined()) gemm_tn(halves(dz), halves(h) + i * d, floats(dw), n, v, d, i > 0);
            } else {
                if (dh.defined()) gemm_nn(floats(buffer), floats(weight), floats(dh) + i * d, n, v, d);
                if (dw.defined()) gemm_tn(floats(buffer), floats(h) + i * d, floats(dw), n, v, d, i > 0);
            }
        }
        if (rows == 0 && dw.defined()) dw.zero_();
        return {dh, dw, Tensor(), Tensor(), Tensor()};
    }
};

}  // namespace
}  // namespace pn

extern "C" int32_t pn_log_probs(pn_tensor h, pn_tensor head, pn_tensor targets, double temperature, int32_t bfloat16, pn_tensor* logp, pn_tensor* entropy) {
    return pn::guard_status([&] {
        const auto results = pn::LogProbs::apply(pn::Borrowed(h).get(), pn::Borrowed(head).get(), pn::Borrowed(targets)->contiguous(), temperature, bfloat16 != 0);
        *logp = pn::give(results[0]);
        *entropy = pn::give(results[1]);
    });
}
