// Packed attention as libtorch's own attention over the rectangles of a plan.
#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/softmax.h>
#include <torch/csrc/api/include/torch/version.h>
#define PN_HAS_SDPA (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1))
#if PN_HAS_SDPA
#include <ATen/ops/scaled_dot_product_attention.h>
#else
#include <ATen/ops/ones.h>
#endif

#include <limits>

#include "attention_plan.h"
#include "composed.h"
#include "device.h"

namespace pn::composed {
namespace {

/// q [S, H, L, K], k and v [S, H, M, K]; visible undefined: causal, L == M.
Tensor attend(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& visible, double scale) {
#if PN_HAS_SDPA
    return at::scaled_dot_product_attention(q, k, v, visible.defined() ? c10::optional<Tensor>(visible) : c10::nullopt, 0.0, !visible.defined(), scale);
#else
    const Tensor mask = visible.defined() ? visible : at::ones({q.size(2), k.size(2)}, q.options().dtype(at::kBool)).tril();
    // bf16 operands, fp32 sums.
    const Tensor scores = at::matmul(q.to(at::kFloat), k.to(at::kFloat).transpose(2, 3)) * scale;
    const Tensor weights = at::softmax(scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity()), -1).to(v.scalar_type());
    return at::matmul(weights.to(at::kFloat), v.to(at::kFloat));
#endif
}

/// Rows [n, heads, K] of a rectangle as [S, heads, n / S, K].
Tensor by_heads(const Tensor& x, const Tensor& rows, int64_t sequences) {
    return x.index_select(0, rows).view({sequences, -1, x.size(1), x.size(2)}).transpose(1, 2);
}

/// [S * L, H, K]. Heads that share keys become further queries where there is a mask, for then keys need not be repeated.
Tensor attend(const Rectangle& r, const Tensor& q, const Tensor& k, const Tensor& v, double scale) {
    const int64_t heads = q.size(1), shared = k.size(1), group = heads / shared, width = q.size(2);
    Tensor queries = by_heads(q, r.query_rows, r.sequences), keys = by_heads(k, r.key_rows, r.sequences), values = by_heads(v, r.key_rows, r.sequences);
    Tensor out;
    if (r.visible.defined()) {
        const Tensor visible = group == 1 ? r.visible : r.visible.unsqueeze(2).expand({-1, -1, group, -1, -1}).flatten(2, 3);
        out = attend(queries.reshape({r.sequences, shared, group * r.queries, width}), keys, values, visible, scale);
        out = out.view({r.sequences, heads, r.queries, width});
    } else {
        const auto repeated = [&](const Tensor& x) { return x.unsqueeze(2).expand({-1, -1, group, -1, -1}).flatten(1, 2); };
        out = attend(queries, group == 1 ? keys : repeated(keys), group == 1 ? values : repeated(values), {}, scale);
    }
    return out.transpose(1, 2).reshape({r.sequences * r.queries, heads, width});
}

Tensor attend(const AttentionPlan& plan, const Tensor& q, const Tensor& k, const Tensor& v, double scale) {
    if (plan.rectangles.empty()) return at::empty(q.sizes(), q.options().dtype(at::kFloat));
    std::vector<Tensor> parts;
    for (const Rectangle& r : plan.rectangles) parts.push_back(attend(r, q, k, v, scale));
    return (parts.size() == 1 ? parts[0] : at::cat(parts)).index_select(0, plan.place).to(at::kFloat);
}

}  // namespace

Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& cu_seqlens, const Tensor& parents, double scale, bool bfloat16) {
    const auto plan = plan_of_segments(cu_seqlens, parents, q.device());
    const at::ScalarType type = bfloat16 ? at::kBFloat16 : at::kFloat;
    return attend(*plan, q.to(type), k.to(type), v.to(type), scale);
}

}  // namespace pn::composed

extern "C" pn_tensor pn_attention_blocks(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor row_start, pn_tensor context, pn_tensor table, double scale) {
    return pn::guard_tensor([&] {
        const pn::Borrowed queries(q), keys(k), values(v), start(row_start), positions(context), blocks(table);
        const auto plan = pn::composed::plan_of_blocks(start.get(), positions.get(), blocks.get(), queries->device());
        return pn::composed::attend(*plan, queries->to(keys->scalar_type()), keys.get(), values.get(), scale);
    });
}
