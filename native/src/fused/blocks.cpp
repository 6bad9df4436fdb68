// The two blocks of a transformer layer, x + attention(norm x) and x + feed-forward(norm x), each as one function for the fast mode in bf16.
// What a product reads is written in bf16 by whatever makes it; sums, norms, softmax and the stream of residuals are fp32.
#include "bfloat16_weights.h"
#include "half_weights.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "packing_checks.h"
#include "segment_tree.h"
#include "autograd_support.h"

namespace pn {
namespace {

const HalfRows& row_kernels(int width) {
    if (const HalfRows* k = half_rows(width)) return *k;
    throw std::runtime_error("block: this CPU has no AVX512-BF16, or the heads are wider than 128");
}

/// x or its copy in bf16.
Tensor rounded(const HalfRows& k, const Tensor& x) {
    const Tensor source = x.contiguous();
    Tensor y = empty_bfloat16(source.sizes());
    k.round(floats(source), halves(y), source.numel());
    return y;
}

/// dw [N, K] = dy^T x, in parts of the given numbers of rows.
void weight_gradients(AutogradContext* context, const Tensor& dy, const Tensor& x, std::initializer_list<std::pair<size_t, int64_t>> parts, variable_list& result) {
    bool wanted = false;
    for (const auto& part : parts) wanted = wanted || context->needs_input_grad(part.first);
    if (!wanted) return;
    Tensor dw = empty_floats({dy.size(1), x.size(1)});
    half_weight_gradient(halves(dy), halves(x), floats(dw), x.size(0), dy.size(1), x.size(1));
    int64_t first = 0;
    for (const auto& [input, rows] : parts) {
        if (context->needs_input_grad(input)) result[input] = parts.size() == 1 ? dw : dw.narrow(0, first, rows);
        first += rows;
    }
}

/// x + down(silu(gate h) up h), h = norm x. Saved: x, h, gate and up; silu(gate) up is made again.
struct FeedForward : torch::autograd::Function<FeedForward> {
    enum Input : size_t { X, Norm, Gate, Up, Down };

    static Tensor forward(AutogradContext* context, Tensor x, Tensor norm, Tensor gate, Tensor up, Tensor down, double eps) {
        const HalfRows& k = row_kernels(1);
        x = x.contiguous();
        norm = norm.contiguous();
        const int64_t rows = x.size(0), d = x.size(1), f = gate.size(0);
        const Tensor w_in = bfloat16_weights({gate, up}), w_out = bfloat16_weights({down});
        Tensor h = empty_bfloat16({rows, d}), rstd = empty_floats({rows}), gate_up = empty_bfloat16({rows, 2 * f}), inner = empty_bfloat16({rows, f}), y = empty_floats({rows, d});
        k.norm(floats(x), floats(norm), halves(h), floats(rstd), rows, d, static_cast<float>(eps));
        HalfWeights(w_in).forward(halves(h), halves(gate_up), rows);
        k.swiglu(halves(gate_up), halves(inner), rows, f);
        HalfWeights(w_out).forward(halves(inner), floats(y), rows, floats(x));
        context->save_for_backward({x, norm, rstd, h, gate_up, w_in, w_out});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const HalfRows& k = row_kernels(1);
        const variable_list s = context->get_saved_variables();
        const Tensor &x = s[0], &norm = s[1], &rstd = s[2], &h = s[3], &gate_up = s[4], &w_in = s[5], &w_out = s[6], dy = gradients[0].contiguous();
        const int64_t rows = x.size(0), d = x.size(1), f = w_out.size(-1);
        variable_list result(6);
        const Tensor dy_half = rounded(k, dy);
        Tensor d_inner = empty_bfloat16({rows, f}), d_gate_up = empty_bfloat16({rows, 2 * f}), inner = empty_bfloat16({rows, f});
        HalfWeights(w_out).input_gradient(halves(dy_half), halves(d_inner), rows);
        k.swiglu_backward(halves(gate_up), halves(d_inner), halves(d_gate_up), halves(inner), rows, f);
        weight_gradients(context, dy_half, inner, {{Down, d}}, result);
        weight_gradients(context, d_gate_up, h, {{Gate, f}, {Up, f}}, result);
        Tensor dh = empty_bfloat16({rows, d});
        HalfWeights(w_in).input_gradient(halves(d_gate_up), halves(dh), rows);
        result[X] = empty_floats({rows, d});
        if (context->needs_input_grad(Norm)) result[Norm] = empty_floats({d});
        k.norm_backward(floats(x), floats(norm), halves(dh), floats(rstd), floats(dy), floats(result[X]), result[Norm].defined() ? floats(result[Norm]) : nullptr, rows, d);
        return result;
    }
};

/// x + out(attention(q h, k h, v h)), h = norm x, queries and keys rotated. Saved: x, h, the rotated projections, attention's result.
struct AttentionBlock : torch::autograd::Function<AttentionBlock> {
    enum Input : size_t { X, Norm, Q, K, V, Out };

    static PackedAttention view(const Tensor& qkv, const Tensor& cu_seqlens, int heads, int kv_heads, int width, double scale) {
        const float* q = floats(qkv);
        const ptrdiff_t row = qkv.size(1), keys = ptrdiff_t(heads) * width;
        return {q, q + keys, q + keys + ptrdiff_t(kv_heads) * width, row, row, row, integers(cu_seqlens), int(cu_seqlens.numel() - 1), heads, kv_heads, width,
                static_cast<float>(scale)};
    }

    static SegmentTables tables(const Tensor& cu_seqlens, const Tensor& parents) {
        return SegmentTables(integers(cu_seqlens), parents.numel() > 0 ? integers(parents) : nullptr, cu_seqlens.numel() - 1);
    }

    static Tensor forward(AutogradContext* context, Tensor x, Tensor norm, Tensor q, Tensor k, Tensor v, Tensor out, Tensor positions, Tensor cos, Tensor sin, Tensor cu_seqlens,
                          Tensor parents, double eps, double scale, int64_t heads, int64_t kv_heads) {
        const int width = int(q.size(0) / heads);
        const HalfRows& row = row_kernels(width);
        x = x.contiguous();
        norm = norm.contiguous();
        const int64_t rows = x.size(0), d = x.size(1), q_width = heads * width, all = q_width + 2 * kv_heads * width;
        check_lengths(cu_seqlens, rows);
        check_positions(positions, cos.size(0));
        const Tensor w_in = bfloat16_weights({q, k, v}), w_out = bfloat16_weights({out});
        Tensor h = empty_bfloat16({rows, d}), rstd = empty_floats({rows}), qkv = empty_floats({rows, all}), attended = empty_floats({rows, q_width}),
               lse = empty_floats({heads, rows}), y = empty_floats({rows, d});
        row.norm(floats(x), floats(norm), halves(h), floats(rstd), rows, d, static_cast<float>(eps));
        HalfWeights(w_in).forward(halves(h), floats(qkv), rows);
        // Queries and keys lie side by side: they rotate as if they were heads of one.
        kernels().rope(floats(qkv), all, floats(qkv), all, integers(positions), floats(cos), floats(sin), rows, int(heads + kv_heads), width, 1.f);
        half_attention(width)->forward(view(qkv, cu_seqlens, int(heads), int(kv_heads), width, scale), tables(cu_seqlens, parents).view(), floats(attended), floats(lse));
        const Tensor attended_half = rounded(row, attended);
        HalfWeights(w_out).forward(halves(attended_half), floats(y), rows, floats(x));
        context->save_for_backward({x, norm, rstd, h, qkv, attended, attended_half, lse, w_in, w_out, positions, cos, sin, cu_seqlens, parents});
        context->saved_data["scale"] = scale;
        context->saved_data["heads"] = heads;
        context->saved_data["kv_heads"] = kv_heads;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list s = context->get_saved_variables();
        const Tensor &x = s[0], &norm = s[1], &rstd = s[2], &h = s[3], &qkv = s[4], &attended = s[5], &attended_half = s[6], &lse = s[7], &w_in = s[8], &w_out = s[9],
                     &positions = s[10], &cos = s[11], &sin = s[12], &cu_seqlens = s[13], &parents = s[14], dy = gradients[0].contiguous();
        const int heads = int(context->saved_data["heads"].toInt()), kv_heads = int(context->saved_data["kv_heads"].toInt());
        const int64_t rows = x.size(0), d = x.size(1), q_width = attended.size(1), kv_width = q_width / heads * kv_heads, all = qkv.size(1);
        const int width = int(q_width / heads);
        const HalfRows& row = row_kernels(width);
        variable_list result(15);
        const Tensor dy_half = rounded(row, dy);
        Tensor d_attended = empty_floats({rows, q_width}), dq = empty_floats({rows, q_width}), dk = empty_floats({rows, kv_width}), dv = empty_floats({rows, kv_width}),
               dqkv = empty_bfloat16({rows, all});
        HalfWeights(w_out).input_gradient(halves(dy_half), floats(d_attended), rows);
        weight_gradients(context, dy_half, attended_half, {{Out, d}}, result);
        half_attention(width)->backward(view(qkv, cu_seqlens, heads, kv_heads, width, context->saved_data["scale"].toDouble()), tables(cu_seqlens, parents).view(),
                                        floats(attended), floats(d_attended), floats(lse), floats(dq), floats(dk), floats(dv));
        row.rotate_back(floats(dq), floats(dk), floats(dv), integers(positions), floats(cos), floats(sin), halves(dqkv), rows, heads, kv_heads, width);
        weight_gradients(context, dqkv, h, {{Q, q_width}, {K, kv_width}, {V, kv_width}}, result);
        Tensor dh = empty_bfloat16({rows, d});
        HalfWeights(w_in).input_gradient(halves(dqkv), halves(dh), rows);
        result[X] = empty_floats({rows, d});
        if (context->needs_input_grad(Norm)) result[Norm] = empty_floats({d});
        row.norm_backward(floats(x), floats(norm), halves(dh), floats(rstd), floats(dy), floats(result[X]), result[Norm].defined() ? floats(result[Norm]) : nullptr, rows, d);
        return result;
    }
};

}  // namespace
}  // namespace pn

extern "C" {

int32_t pn_blocks_ready(int32_t head_width) { return !pn::is_row_exact() && pn::half_rows(head_width) != nullptr; }

pn_tensor pn_feed_forward_block(pn_tensor x, pn_tensor norm, pn_tensor gate, pn_tensor up, pn_tensor down, double eps) {
    return pn::guard_tensor([&] {
        return pn::FeedForward::apply(pn::Borrowed(x).get(), pn::Borrowed(norm).get(), pn::Borrowed(gate).get(), pn::Borrowed(up).get(), pn::Borrowed(down).get(), eps);
    });
}

pn_tensor pn_attention_block(pn_tensor x, pn_tensor norm, pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor out, pn_tensor positions, pn_tensor cos, pn_tensor sin,
                             pn_tensor cu_seqlens, pn_tensor parents, double eps, double scale, int32_t heads, int32_t kv_heads) {
    return pn::guard_tensor([&] {
        const at::Tensor lengths = pn::Borrowed(cu_seqlens)->contiguous();
        return pn::AttentionBlock::apply(pn::Borrowed(x).get(), pn::Borrowed(norm).get(), pn::Borrowed(q).get(), pn::Borrowed(k).get(), pn::Borrowed(v).get(),
                                         pn::Borrowed(out).get(), pn::Borrowed(positions)->contiguous(), pn::Borrowed(cos)->contiguous(), pn::Borrowed(sin)->contiguous(),
                                         lengths, pn::segment_parents(parents, lengths), eps, scale, int64_t(heads), int64_t(kv_heads));
    });
}

}  // extern "C"
