// Packed causal attention with grouped heads as a differentiable function.
#include "composed/composed.h"
#include "device.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "packing_checks.h"
#include "segment_tree.h"
#include "autograd_support.h"

namespace pn {
namespace {

/// Whether operands of products become bf16.
enum class Rounding : int { Never = 0, InFastMode = 1, Always = 2 };

bool wants_bfloat16(Rounding rounding) { return rounding == Rounding::Always || (rounding == Rounding::InFastMode && !is_row_exact()); }

struct Attention : torch::autograd::Function<Attention> {
    static PackedAttention view(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& cu_seqlens, double scale) {
        return {floats(q), floats(k), floats(v), q.stride(0), k.stride(0), v.stride(0), integers(cu_seqlens), int(cu_seqlens.numel() - 1),
                int(q.size(1)), int(k.size(1)), int(q.size(2)), static_cast<float>(scale)};
    }

    /// parents is empty where every sequence stands alone.
    static Tensor forward(AutogradContext* context, Tensor q, Tensor k, Tensor v, Tensor cu_seqlens, Tensor parents, double scale, Rounding rounding) {
        q = with_contiguous_rows(q);
        k = with_contiguous_rows(k);
        v = with_contiguous_rows(v);
        Tensor out = empty_floats(q.sizes()), lse = empty_floats({q.size(1), q.size(0)});
        const PackedAttention packed = view(q, k, v, cu_seqlens, scale);
        const HalfAttention* half = wants_bfloat16(rounding) ? half_attention(packed.width) : nullptr;
        if (half) half->forward(packed, SegmentTables(integers(cu_seqlens), parents_of(parents), packed.sequences).view(), floats(out), floats(lse));
        else if (parents.numel() > 0)
            kernels().attention_tree_forward(packed, SegmentTables(integers(cu_seqlens), parents_of(parents), packed.sequences).view(), floats(out), floats(lse));
        else kernels().attention_forward(packed, floats(out), floats(lse));
        context->save_for_backward({q, k, v, cu_seqlens, out, lse, parents});
        context->saved_data["scale"] = scale;
        context->saved_data["half"] = half != nullptr;
        return out;
    }

    static const int64_t* parents_of(const Tensor& parents) { return parents.numel() > 0 ? integers(parents) : nullptr; }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list s = context->get_saved_variables();
        const Tensor &q = s[0], &k = s[1], dout = gradients[0].contiguous();
        Tensor dq = empty_floats(q.sizes()), dk = empty_floats(k.sizes()), dv = empty_floats(k.sizes());
        const PackedAttention packed = view(q, k, s[2], s[3], context->saved_data["scale"].toDouble());
        const bool half = context->saved_data["half"].toBool();
        if (half || s[6].numel() > 0) {
            const SegmentTables tables(integers(s[3]), parents_of(s[6]), packed.sequences);
            const auto run = half ? half_attention(packed.width)->backward : kernels().attention_tree_backward;
            run(packed, tables.view(), floats(s[4]), floats(dout), floats(s[5]), floats(dq), floats(dk), floats(dv));
        } else {
            kernels().attention_backward(packed, floats(s[4]), floats(dout), floats(s[5]), floats(dq), floats(dk), floats(dv));
        }
        return {dq, dk, dv, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

}  // namespace
}  // namespace pn

extern "C" pn_tensor pn_attention(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor cu_seqlens, pn_tensor parents, double scale, int32_t bfloat16) {
    return pn::guard_tensor([&] {
        const pn::Borrowed queries(q), keys(k), values(v);
        const at::Tensor lengths = pn::Borrowed(cu_seqlens)->contiguous(), tree = pn::segment_parents(parents, lengths);
        pn::check_lengths(lengths, queries->size(0));
        const auto rounding = pn::Rounding(bfloat16);
        if (pn::is_composed(queries)) return pn::composed::attention(queries, keys, values, lengths, tree, scale, pn::wants_bfloat16(rounding));
        return pn::Attention::apply(queries.get(), keys.get(), values.get(), lengths, tree, scale, rounding);
    });
}
