// Drawing tokens where the logits are. The rules are those of sampling/row_sampler.cpp, all rows at a time.
#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>
#include <c10/core/GradMode.h>

#include <limits>

#include "composed.h"
#include "ponder_native_device.h"

namespace pn::composed {
namespace {

/// The rules of N draws, [N, 1] each.
struct Rules {
    Tensor rows, uniform, top_p, min_p, inverse, top_k, greedy, truncated;
    bool any_truncated = false;

    Rules(const pn_draw* draws, int64_t count, int64_t rows_of_logits, int64_t vocabulary, c10::Device device) {
        const Tensor host = at::empty({8, count, 1}, at::TensorOptions().dtype(at::kDouble));
        double* x = host.data_ptr<double>();
        for (int64_t i = 0; i < count; i++) {
            const pn_draw& d = draws[i];
            if (d.row < 0 || d.row >= rows_of_logits)
                throw std::runtime_error("sample: draw " + std::to_string(i) + " is from row " + std::to_string(d.row) + " of " + std::to_string(rows_of_logits));
            if (!(d.inverse_temperature > 0))
                throw std::runtime_error("sample: the inverse temperature of draw " + std::to_string(i) + " must be above 0, got " + std::to_string(d.inverse_temperature));
            const bool has_top_k = d.top_k > 0 && d.top_k < vocabulary, drops = !d.greedy && (has_top_k || d.min_p > 0 || d.top_p < 1);
            const double values[8] = {double(d.row), d.uniform, d.top_p, d.min_p, d.inverse_temperature, double(has_top_k ? d.top_k : vocabulary), double(d.greedy != 0), double(drops)};
            for (int64_t j = 0; j < 8; j++) x[j * count + i] = values[j];
            any_truncated = any_truncated || drops;
        }
        const Tensor there = host.to(device);
        rows = there[0].squeeze(1).to(at::kLong);
        uniform = there[1];
        top_p = there[2];
        min_p = there[3];
        inverse = there[4].to(at::kFloat);
        top_k = there[5].to(at::kLong);
        greedy = there[6].to(at::kBool);
        truncated = there[7].to(at::kBool);
    }
};

/// The first place where the running sum of weights [N, V] exceeds uniform times its end; where rounding leaves none, the last that adds to it.
Tensor inverse_cdf(const Tensor& weights, const Tensor& uniform) {
    const Tensor sums = at::cumsum(weights, 1), total = sums.narrow(1, sums.size(1) - 1, 1).contiguous();
    return at::minimum(at::searchsorted(sums, uniform * total, /*out_int32=*/false, /*right=*/true), at::searchsorted(sums, total));
}

/// Min-p, top-k with ties, top-p on what is left; tokens and log-probabilities [N, 1] under what stays.
std::pair<Tensor, Tensor> draw_truncated(const Tensor& x, const Rules& rules) {
    const auto [sorted, ids] = at::sort(x, c10::optional<bool>(true), 1, /*descending=*/true);   // [N, V]
    const Tensor weights = ((sorted.to(at::kDouble) - sorted.narrow(1, 0, 1)) * rules.inverse).exp();
    const Tensor kept = sorted.ge(sorted.gather(1, rules.top_k - 1)).logical_and(weights.ge(rules.min_p));
    const Tensor left = weights * kept, sums = at::cumsum(left, 1), wanted = rules.top_p * sums.narrow(1, sums.size(1) - 1, 1);
    const Tensor rank = at::arange(x.size(1), rules.top_k.options());
    const Tensor nucleus = left * (sums - left).lt(wanted).logical_or(rules.top_p.ge(1)).logical_or(rank.eq(0));
    const Tensor drawn = inverse_cdf(nucleus, rules.uniform);
    return {ids.gather(1, drawn), (nucleus.gather(1, drawn) / nucleus.sum(at::IntArrayRef(1), /*keepdim=*/true)).log()};
}

void sample(const Tensor& logits, const pn_draw* draws, int32_t count, pn_drawn* drawn) {
    const c10::AutoGradMode outside(false);
    if (count == 0) return;
    const Rules rules(draws, count, logits.size(0), logits.size(1), logits.device());
    const Tensor x = logits.index_select(0, rules.rows), z = x * rules.inverse, lse = at::logsumexp(z, at::IntArrayRef(1), /*keepdim=*/true);
    // Rows without a possible token are drawn from as if all were alike, and marked.
    const Tensor possible = at::isfinite(lse).logical_and(lse.gt(-1e37));
    const Tensor clean = at::where(possible, x, x.new_zeros({}));
    const Tensor weights = at::where(possible, z - lse, z.new_zeros({})).exp().to(at::kDouble);
    Tensor token = at::where(rules.greedy, at::argmax(clean, 1, /*keepdim=*/true), inverse_cdf(weights, rules.uniform));
    Tensor logp = (z.gather(1, token) - lse).to(at::kDouble);
    if (rules.any_truncated) {
        const auto [id, under] = draw_truncated(clean, rules);
        token = at::where(rules.truncated, id, token);
        logp = at::where(rules.truncated, under, logp);
    }
    const Tensor result = at::stack({at::where(possible, token, token.new_full({}, -1)).to(at::kDouble), logp, lse.to(at::kDouble)}).squeeze(2).cpu();   // [3, N]
    const double* r = result.data_ptr<double>();
    for (int32_t i = 0; i < count; i++) {
        const auto id = static_cast<int32_t>(r[i]);
        drawn[i] = {id, id < 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(r[count + i]), static_cast<float>(r[2 * count + i])};
    }
}

}  // namespace
}  // namespace pn::composed

extern "C" int32_t pn_sample_tensor(pn_tensor logits, const pn_draw* draws, int32_t count, pn_drawn* drawn) {
    return pn::guard_status([&] { pn::composed::sample(pn::Borrowed(logits).get(), draws, count, drawn); });
}
