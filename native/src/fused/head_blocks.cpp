#include "head_blocks.h"

#include <algorithm>
#include <cmath>

#include "half_weights.h"
#include "kernels/kernels.h"

namespace pn {
namespace {

/// Columns of a block: rows of 3 or 6 KB, no multiple of 4 KB, so that those of a tile do not meet in one set of the cache.
constexpr int64_t kColumns = 1536;
/// Logits of one chunk of rows: 192 MB.
constexpr int64_t kBlockedChunkLogits = int64_t(48) << 20;

int64_t chunk_rows(int64_t rows, int64_t v) {
    const int64_t most = std::max<int64_t>(1, kBlockedChunkLogits / v);
    return std::min(rows, most >= 512 ? most / 512 * 512 : most);
}

/// Calls body(first column, columns).
template <class Body>
void for_blocks(int64_t v, Body&& body) {
    for (int64_t c = 0; c < v; c += kColumns) body(c, std::min(kColumns, v - c));
}

}  // namespace

bool HeadBlocks::ready() { return half_rows(1) != nullptr; }

void HeadBlocks::forward(const Tensor& lse, const Tensor& logp, const Tensor& entropy, const Tensor& residuals) const {
    const HalfWeights w(weight);
    const int64_t rows = h.size(0), d = h.size(1), v = w.outputs(), chunk = chunk_rows(rows, v);
    if (rows == 0) return;
    const HalfRows& k = *half_rows(1);
    const Tensor logits = empty_floats({chunk, v}), sums = empty_floats({3, chunk});
    float *z = floats(logits), *top = floats(sums), *total = top + chunk, *weighted = total + chunk;
    for (int64_t i = 0; i < rows; i += chunk) {
        const int64_t n = std::min(chunk, rows - i), *target = integers(targets) + i;
        for_blocks(v, [&](int64_t c, int64_t columns) {
            w.forward(halves(h) + i * d, z + n * c, n, nullptr, c, columns);
            k.softmax_sums(z + n * c, n, columns, inverse, top, total, weighted, c == 0);
        });
        for (int64_t r = 0; r < n; r++) {
            const float l = top[r] + std::log(total[r]);
            const int64_t c = target[r] / kColumns * kColumns, columns = std::min(kColumns, v - c);
            floats(lse)[i + r] = l;
            floats(logp)[i + r] = z[n * c + r * columns + target[r] - c] * inverse - l;
            floats(entropy)[i + r] = std::log(total[r]) - weighted[r] / total[r];
        }
        if (!residuals.defined()) continue;
        for_blocks(v, [&](int64_t c, int64_t columns) {
            k.target_minus_softmax(z + n * c, target, c, n, columns, floats(lse) + i, inverse, halves(residuals) + rows * c + i * columns);
        });
    }
}

void HeadBlocks::backward(const Tensor& lse, const Tensor& residuals, const Tensor& g, const Tensor& dh, const Tensor& dw) const {
    const HalfWeights w(weight);
    const int64_t rows = h.size(0), d = h.size(1), v = w.outputs();
    if (rows == 0) return;
    const HalfRows& k = *half_rows(1);
    const bool kept = residuals.defined();
    const Tensor scaled = empty_bfloat16({rows, d});
    kernels().scale_rows_half(halves(h), floats(g), inverse, halves(scaled), rows, d);
    const int64_t chunk = kept ? rows : chunk_rows(rows, v);
    const Tensor logits = kept ? Tensor() : empty_floats({chunk, kColumns}), made = kept ? Tensor() : empty_bfloat16({chunk, kColumns});
    for (int64_t i = 0; i < rows; i += chunk) {
        const int64_t n = std::min(chunk, rows - i);
        for_blocks(v, [&](int64_t c, int64_t columns) {
            const uint16_t* r = kept ? halves(residuals) + rows * c : halves(made);
            if (!kept) {
                w.forward(halves(h) + i * d, floats(logits), n, nullptr, c, columns);
                k.target_minus_softmax(floats(logits), integers(targets) + i, c, n, columns, floats(lse) + i, inverse, halves(made));
            }
            if (dh.defined()) w.input_gradient(r, floats(dh) + i * d, n, c > 0, c, columns);
            if (dw.defined()) half_weight_gradient(r, halves(scaled) + i * d, floats(dw) + c * d, n, columns, d, i > 0);
        });
    }
    if (dh.defined()) kernels().scale_rows(floats(dh), floats(g), inverse, floats(dh), rows, d);
}

}  // namespace pn
