// The kernels of decoding driven by the inputs of training, so that tests can compare the two bit for bit.
#include <algorithm>

#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "support.h"

namespace pn {
namespace {

/// Sequences advance together, `chunk` rows each per step; blocks are handed out backwards so that order in memory means nothing.
Tensor attention_by_cache(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& cu_seqlens, double scale, int chunk) {
    const int64_t* cu = integers(cu_seqlens);
    const int sequences = int(cu_seqlens.numel() - 1), heads = int(q.size(1)), kv_heads = int(k.size(1)), width = int(q.size(2));
    const ptrdiff_t q_row = ptrdiff_t(heads) * width, kv_row = ptrdiff_t(kv_heads) * width, block = kv_row * kCacheBlock;
    int64_t longest = 0;
    for (int s = 0; s < sequences; s++) longest = std::max(longest, cu[s + 1] - cu[s]);
    const int64_t blocks = (longest + kCacheBlock - 1) / kCacheBlock;
    std::vector<int32_t> table(size_t(sequences * blocks));
    for (size_t i = 0; i < table.size(); i++) table[i] = int32_t(table.size() - 1 - i);
    std::vector<float> k_cache(table.size() * size_t(block)), v_cache(k_cache.size()), q_step, k_step, v_step, out_step;
    Tensor out = empty_floats(q.sizes());
    for (int64_t from = 0; from < longest; from += chunk) {
        std::vector<int32_t> row_start{0}, context, step_table;
        std::vector<int64_t> rows;
        for (int s = 0; s < sequences; s++) {
            const int64_t length = cu[s + 1] - cu[s], end = std::min(length, from + chunk);
            if (from >= length) continue;
            for (int64_t i = from; i < end; i++) rows.push_back(cu[s] + i);
            row_start.push_back(int32_t(rows.size()));
            context.push_back(int32_t(end));
            step_table.insert(step_table.end(), table.begin() + s * blocks, table.begin() + (s + 1) * blocks);
        }
        auto gather = [&](const Tensor& x, ptrdiff_t row, std::vector<float>& y) {
            y.resize(rows.size() * size_t(row));
            for (size_t i = 0; i < rows.size(); i++) std::copy_n(floats(x) + rows[i] * row, row, y.data() + ptrdiff_t(i) * row);
        };
        gather(q, q_row, q_step);
        gather(k, kv_row, k_step);
        gather(v, kv_row, v_step);
        out_step.resize(q_step.size());
        const CacheView view{k_cache.data(), v_cache.data(), block, step_table.data(), blocks, row_start.data(), context.data(), int(context.size()), kv_heads, width};
        kernels().kv_append(view, k_step.data(), kv_row, v_step.data(), kv_row);
        kernels().attention_cached(view, q_step.data(), q_row, out_step.data(), q_row, heads, static_cast<float>(scale));
        for (size_t i = 0; i < rows.size(); i++) std::copy_n(out_step.data() + ptrdiff_t(i) * q_row, q_row, floats(out) + rows[i] * q_row);
    }
    return out;
}

}  // namespace
}  // namespace pn

extern "C" {

pn_tensor pn_attention_by_cache(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor cu_seqlens, double scale, int32_t chunk) {
    return pn::guard_tensor([&] {
        return pn::attention_by_cache(pn::Borrowed(q)->contiguous(), pn::Borrowed(k)->contiguous(), pn::Borrowed(v)->contiguous(),
                                      pn::Borrowed(cu_seqlens)->contiguous(), scale, chunk);
    });
}

pn_tensor pn_linear_packed(pn_tensor x, pn_tensor weight, int32_t bfloat16) {
    return pn::guard_tensor([&] {
        const at::Tensor input = pn::Borrowed(x)->contiguous(), w = pn::Borrowed(weight)->contiguous();
        const pn::PackedWeight packed(pn::floats(w), w.size(0), w.size(1), bfloat16 ? pn::Precision::BFloat16 : pn::Precision::Float32);
        at::Tensor y = pn::empty_floats({input.size(0), w.size(0)});
        packed.forward(pn::floats(input), pn::floats(y), input.size(0));
        return y;
    });
}

}  // extern "C"
